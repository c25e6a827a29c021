import { defineElement } from '../../internal/define.js';
import { MessageViewerElement } from './message-viewer.element.js';

defineElement(MessageViewerElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-message-viewer': MessageViewerElement;
  }
}
