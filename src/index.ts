/**
 * Classes, contracts, types and `define`. Importing this module registers nothing and needs no
 * browser.
 */
export { define } from './define-all.js';
export type { DefineOptions } from './internal/define.js';
export { VERSION } from './internal/version.js';

export { AllocateDialogElement } from './elements/allocate-dialog/allocate-dialog.element.js';
export { DownloadDialogElement } from './elements/download-dialog/download-dialog.element.js';
export { MessageListElement } from './elements/message-list/message-list.element.js';
export { MessageViewerElement } from './elements/message-viewer/message-viewer.element.js';
export { ProcessDialogElement } from './elements/process-dialog/process-dialog.element.js';
export { VoicePlayerElement } from './elements/voice-player/voice-player.element.js';
export type { StampPlayer } from './elements/shared/stamp-buttons.js';
export type { NoteAction, NoteShortcuts } from './elements/process-dialog/note-keys.js';
export type { ShortcutAction, Shortcuts } from './elements/voice-player/shortcuts.js';
export * from './elements/shared/workflow-events.js';

export * from './adapter/index.js';
export * from './model/index.js';
export * from './client/validate/index.js';
export { adapterContext, callControlContext } from './elements/shared/contexts.js';
export { registerLocale, type Locale, type StringKey, type Strings } from './i18n/index.js';
