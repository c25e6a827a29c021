/** Registers all six elements; importing this module registers nothing. */
import { AllocateDialogElement } from './elements/allocate-dialog/allocate-dialog.element.js';
import { DownloadDialogElement } from './elements/download-dialog/download-dialog.element.js';
import { MessageListElement } from './elements/message-list/message-list.element.js';
import { MessageViewerElement } from './elements/message-viewer/message-viewer.element.js';
import { ProcessDialogElement } from './elements/process-dialog/process-dialog.element.js';
import { VoicePlayerElement } from './elements/voice-player/voice-player.element.js';
import { defineElement, type DefineOptions, resolveScope } from './internal/define.js';

/**
 * Registers all elements, by default as `aicc-…` in the page's registry; another prefix or a scoped
 * registry lets two versions or two products share one page. A second call is harmless; when another
 * version has a tag already, one console warning names both.
 * @throws {TypeError} when the prefix cannot begin a tag name
 */
export function define(options?: DefineOptions): void {
  const scope = resolveScope(options);
  for (const elementClass of [
    VoicePlayerElement,
    MessageViewerElement,
    DownloadDialogElement,
    AllocateDialogElement,
    ProcessDialogElement,
    MessageListElement,
  ]) {
    defineElement(elementClass, scope);
  }
}
