import { defineElement } from '../../internal/define.js';
import { AllocateDialogElement } from './allocate-dialog.element.js';

defineElement(AllocateDialogElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-allocate-dialog': AllocateDialogElement;
  }
}
