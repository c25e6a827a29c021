/** Words of the player that come with what is loaded later. */
export const playerLater = {
  playerBlocked:
    'This page’s security policy does not allow the recording to be played. Tell the administrator of this page.',
  playerNotAudio:
    'The server sent something that is not a recording. Retry, or tell the administrator.',
  playerStalledFailed: 'The recording stopped loading. Check the connection, then retry.',
  playerSourceRefused: 'The address of the recording is not allowed here.',
  playerNoSound: 'There is no sound in this recording, or this browser cannot read it.',
  playerUnplayable:
    'The recording cannot be played: it cannot be reached, or this browser does not know its format.',
  playerListenByPhone: 'Listen by phone',
  playerListenByPhoneHint: 'Your own phone rings and plays the recording. Nobody else is called.',
  playerReadTranscript: 'Read the transcript',
  playerNoWayOn: 'Nothing else can be tried here. Ask your administrator.',
  playerTranscriptSearch: 'Search in transcript',
  playerTranscriptFound: { one: '{n} place found', other: '{n} places found' },
  playerTranscriptFollow: 'Follow the sound',
  playerTranscriptLanguage: 'Language: {language}',
  playerTranscriptUnsure: 'uncertain',
  playerTranscriptPercent: 'recognized with {n} percent certainty',
  playerTranscriptSeek: 'Play from {time}',
  playerKeysNote: 'They work while the focus is in the player.',
  playerKeyToggle: 'Play or pause',
  playerKeyBack: 'Back 5 seconds',
  playerKeyForward: 'Forward 5 seconds',
  playerKeySkipBack: 'Rewind',
  playerKeySkipForward: 'Fast forward',
  playerKeyMute: 'Mute or unmute',
  playerKeySlower: 'Slower',
  playerKeyFaster: 'Faster',
  playerKeyStart: 'To the start',
  playerKeyUnheard: 'Next unheard part',
} as const;
