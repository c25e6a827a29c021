/** Words of listening by phone, which load with it. */
export const phone = {
  playerPhone: 'Listening by phone',
  playerPhoneStarting: 'Getting your phone…',
  playerPhoneRinging: 'Your phone rings. Pick it up to listen.',
  playerPhonePlaying: 'Playing on your phone',
  playerPhonePaused: 'Paused on your phone',
  playerPhoneResume: 'Resume',
  playerPhoneStop: 'Stop listening',
  playerPhoneFinished: 'Played to the end on your phone.',
  playerPhoneStopped: 'Listening by phone was stopped.',
  playerPhoneHungUp: 'The phone was hung up.',
  playerPhoneCall: 'Listening by phone ended because of a call.',
  playerPhoneNotDone: 'The phone did not do that. To end it, hang up.',
  playerPhoneNotReady: 'To listen by phone you must be idle, and your phone must be free.',
  playerPhoneSignedOut:
    'You are not signed in to the telephone system. Sign in there, then try again.',
  playerPhoneNoAnswer: 'Your phone was not picked up.',
  playerPhoneNetwork: 'The telephone system cannot be reached right now. Try again in a moment.',
  playerPhoneFailed: 'The telephone system could not play this recording.',
} as const;
