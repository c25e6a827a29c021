/** Registers `<aicc-message-list>`; what it opens is registered when it is opened. */
import { defineElement } from '../../internal/define.js';
import { MessageListElement } from './message-list.element.js';

defineElement(MessageListElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-message-list': MessageListElement;
  }
}
