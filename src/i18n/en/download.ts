/** Words of the download dialog. */
export const download = {
  downloadTitle: 'Download',
  downloadWarning: 'This file contains personal data. Handle it with care.',
  downloadCaution:
    'Keep it only as long as you need it, store it where only authorized people can reach it, and do not pass it on.',
  downloadQuestion: 'Do you want to download this recording?',
  downloadVoice: 'Voice of the caller',
  downloadNumberEnding: 'number ending in {ending}',
  downloadLeft: 'Left',
  downloadLength: 'Length',
  downloadYes: 'Yes',
  downloadNo: 'No',
  downloadReason: 'Reason for the download',
  downloadReasonMissing: 'Enter why you need the file.',
  downloadPassword: 'Compression password',
  downloadPasswordHint: 'At most 12 characters: letters, digits and _ @ %, each at least once.',
  downloadPasswordEmpty: 'Enter a password for the archive.',
  downloadPasswordTooLong: 'At most 12 characters.',
  downloadPasswordCharacters: 'Only letters, digits and _ @ % are allowed.',
  downloadPasswordKinds: 'Use at least one letter, one digit and one of _ @ %.',
  downloadPasswordNote: 'The password cannot be recovered. Keep it apart from the file.',
  downloadChoosing: 'Choose where to save the file…',
  downloadReceiving: 'Downloading…',
  downloadReceived: '{received} of {total}',
  downloadReceivedUnknown: '{received} received',
  downloadChooseAgain: 'The recording is of another type than expected. Save it as {name}.',
  downloadSave: 'Save',
  downloadSaved: 'Saved as {name}.',
  downloadStarted: 'Download started: {name}. Your browser shows when it is complete.',
  downloadSize: 'Size',
  downloadDigest: 'SHA-256',
  downloadTooLarge:
    'The recording is too large to be saved in this browser. Use a browser in which you can choose where to save, such as Chrome or Edge.',
  downloadDisk: 'The file could not be written there. Choose another place.',
  downloadSandboxed:
    'The frame this page is shown in does not allow downloads (it needs “allow-downloads”). Tell the administrator.',
  downloadRefused: 'This download was not permitted here.',
  downloadBlocked:
    'This page’s security policy does not allow the recording to be fetched. Tell the administrator of this page.',
  downloadNotAudio:
    'The server sent something that is not a recording. Nothing was saved. Retry, or tell the administrator.',
  downloadNoMessage: 'No message is chosen.',
} as const;
