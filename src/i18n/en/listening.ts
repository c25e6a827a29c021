/** Words of the listening options, which load when they are opened or in force. */
export const listening = {
  playerSkipSilence: 'Skip silence',
  playerSkipSilenceHint: 'Pauses of more than a second are jumped over and marked on the bar.',
  playerSkipSilenceNoPeaks:
    'Not possible for this recording: it comes without a waveform that shows its silences.',
  playerSkipSilenceNoSeek: 'Not possible for this recording: its position cannot be changed.',
  playerSilencesSkipped: {
    one: '{n} silence skipped, {seconds} s',
    other: '{n} silences skipped, {seconds} s',
  },
  playerLevel: 'Level loudness',
  playerLevelHint: 'Quiet voices become louder, loud ones quieter.',
  playerLevelled: 'Levelled',
  playerLevelForeign:
    'Not possible for this recording: its server does not let this page work on the sound.',
  playerLevelOutput: 'This browser levels only for the system’s loudspeaker.',
  playerLevelUnavailable:
    'The browser did not start its sound system: the recording plays unlevelled.',
  playerLevelUnsupported: 'This browser cannot level loudness.',
  playerResumeBack: {
    one: 'Go back {n} second on resume',
    other: 'Go back {n} seconds on resume',
  },
  playerPlayNext: 'Play next message',
  playerPlayNextHint: 'At the end of a message the next one on this page begins.',
  playerOutput: 'Loudspeaker',
  playerOutputSystem: 'System default',
  playerOutputNumber: 'Loudspeaker {n}',
  playerOutputAsk: 'Choose…',
  playerOutputFew: 'The browser names no other loudspeaker to this page.',
  playerOutputGone:
    'The chosen loudspeaker is gone, so playback has paused. It goes on over the system’s.',
  playerOutputRefused:
    'The loudspeaker could not be chosen: the browser or this page does not allow it.',
  playerOutputLevelled: 'While loudness is levelled this browser uses the system’s loudspeaker.',
} as const;
