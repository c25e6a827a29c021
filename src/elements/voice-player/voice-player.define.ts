import { defineElement } from '../../internal/define.js';
import { VoicePlayerElement } from './voice-player.element.js';

defineElement(VoicePlayerElement);

declare global {
  interface HTMLElementTagNameMap {
    'aicc-voice-player': VoicePlayerElement;
  }
}
