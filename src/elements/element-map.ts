/** Every tag with its class, under the default prefix. Types only. */
import type { AllocateDialogElement } from './allocate-dialog/allocate-dialog.element.js';
import type { DownloadDialogElement } from './download-dialog/download-dialog.element.js';
import type { MessageListElement } from './message-list/message-list.element.js';
import type { MessageViewerElement } from './message-viewer/message-viewer.element.js';
import type { ProcessDialogElement } from './process-dialog/process-dialog.element.js';
import type { VoicePlayerElement } from './voice-player/voice-player.element.js';

export interface ElementMap {
  'aicc-message-list': MessageListElement;
  'aicc-allocate-dialog': AllocateDialogElement;
  'aicc-process-dialog': ProcessDialogElement;
  'aicc-voice-player': VoicePlayerElement;
  'aicc-message-viewer': MessageViewerElement;
  'aicc-download-dialog': DownloadDialogElement;
}
