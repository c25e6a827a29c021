import { defineElement } from '../../internal/define.js';
import '../voice-player/voice-player.define.js';
import { ProcessDialogElement } from './process-dialog.element.js';

defineElement(ProcessDialogElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-process-dialog': ProcessDialogElement;
  }
}
