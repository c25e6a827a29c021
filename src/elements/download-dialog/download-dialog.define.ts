import { defineElement } from '../../internal/define.js';
import { DownloadDialogElement } from './download-dialog.element.js';

defineElement(DownloadDialogElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-download-dialog': DownloadDialogElement;
  }
}
