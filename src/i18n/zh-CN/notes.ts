export const notes = {
  notesInsertTime: '插入时间 {time}',
  notesInserted: '已插入 {time}。',
  notesGoTo: '转到 {time}',
  notesPlayingFrom: '从 {time} 开始播放。',
  notesTimes: '处理意见中的时间',
  notesMoreTimes: { other: '另有 {n} 处' },
  notesSpeed: '速度 {speed}',
  notesKeys: '输入时的键盘快捷键',
  notesKeysNote: '焦点位于处理意见内时有效。',
  notesKeyInsertTime: '插入录音时间',
  notesKeyLeave: '离开文本框',
  notesKeyClose: '关闭；有未提交内容时会先询问',
} as const;
