/** One sentence per error code: what happened and what a person can do. */
export const errors = {
  errorUnauthenticated: 'Your session has ended. Sign in again, then retry.',
  errorForbidden: 'You do not have permission for this. Ask your administrator.',
  errorNotFound: 'This message no longer exists.',
  errorConflict: 'Somebody else changed this message first.',
  errorInvalid: 'The request was refused. Check what you entered.',
  errorRateLimited: 'Too many requests. Wait a moment, then retry.',
  errorUnavailable: 'The service cannot answer right now. Retry in a moment.',
  errorTimeout: 'The service did not answer in time.',
  errorNetwork: 'The service cannot be reached. Check the connection, then retry.',
  errorMalformed: 'The service gave an answer that cannot be understood.',
  errorUnsupported: 'The service cannot do this.',
  errorRecordingExpired: 'The link to the recording has expired. Retry to get a new one.',
  errorRecordingMissing: 'There is no recording for this message.',
  errorRecordingPurged: 'The recording was deleted when its retention time ended.',
  errorRecordingForbidden: 'You do not have permission for this recording.',
  errorRecordingFormat: 'This browser cannot play the recording’s format.',
  errorRecordingStorageOffline:
    'The recording lies on another storage drive than the current one. It can be played again when the administrator switches the drive back.',
  errorRequestId: 'Request ID: {id}',
  errorRetryIn: { one: 'Retry in {n} second', other: 'Retry in {n} seconds' },
  errorRetryNow: 'You can try again now.',
} as const;
