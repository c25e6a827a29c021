/** Words of notes while listening, which load with their code. */
export const notes = {
  notesInsertTime: 'Insert time {time}',
  notesInserted: '{time} inserted.',
  notesGoTo: 'Go to {time}',
  notesPlayingFrom: 'Playing from {time}.',
  notesTimes: 'Times in the comments',
  notesMoreTimes: { one: 'and {n} more', other: 'and {n} more' },
  notesSpeed: 'Speed {speed}',
  notesKeys: 'Keyboard shortcuts while typing',
  notesKeysNote: 'They work while the focus is in Handling Comments.',
  notesKeyInsertTime: 'Insert the time of the recording',
  notesKeyLeave: 'Leave the text',
  notesKeyClose: 'Close; asks first when something is at stake',
} as const;
