/** The Seek slider: a native range input over the waveform. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { live } from 'lit/directives/live.js';
import type { AiccElement } from '../shared/aicc-element.js';
import { formatDuration } from '../../model/format.js';
import { secondsAt } from './peaks.js';
import { seekKey } from './shortcuts.js';
import { Waveform, type WaveformModel } from './waveform.js';

export interface SeekView extends Omit<WaveformModel, 'handle'> {
  /** Its accessible name. */
  readonly name: string;
  /** A position in words; with the length when `full`. */
  readonly spoken: (seconds: number, full: boolean) => string;
  readonly disabled: boolean;
  /** Id of the element that says why it is disabled. */
  readonly reasonId: string | null;
  /** The position moves by itself. */
  readonly moving: boolean;
  readonly onSeek: (seconds: number) => void;
}

/**
 * Screen readers speak every change of a focused slider. So while it has the focus and the sound
 * plays, the input keeps its value; only the person changes it. The drawn handle moves.
 */
export class SeekSlider implements ReactiveController {
  readonly #host: AiccElement;
  readonly #canvas = createRef<HTMLCanvasElement>();
  readonly #input = createRef<HTMLInputElement>();
  readonly #hover = createRef<HTMLElement>();
  #waveform: Waveform | null = null;
  #view: SeekView | null = null;
  #focused = false;
  /** Position and words that the focused slider keeps. */
  #held: { readonly value: number; readonly text: string } | null = null;

  constructor(host: AiccElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#waveform?.connect();
  }

  hostDisconnected(): void {
    this.#waveform?.disconnect();
    this.#focused = false;
    this.#held = null;
  }

  hostUpdated(): void {
    const canvas = this.#canvas.value;
    const view = this.#view;
    if (!canvas || !view) return;
    if (!this.#waveform) {
      this.#waveform = new Waveform(canvas);
      if (this.#host.isConnected) this.#waveform.connect();
    }
    this.#waveform.show({ ...view, handle: !view.disabled });
  }

  render(view: SeekView): TemplateResult {
    this.#view = view;
    const known = Number.isFinite(view.duration) && view.duration > 0;
    if (!this.#focused || !view.moving) this.#held = null;
    const held = this.#held;
    const value = held?.value ?? view.position;
    const text = held?.text ?? view.spoken(view.position, true);
    return html`<div
      class="seek"
      part="seek"
      dir="ltr"
      @pointermove=${this.#handleHover}
      @pointerleave=${this.#handleLeave}
    >
      <canvas part="waveform" aria-hidden="true" ${ref(this.#canvas)}></canvas>
      <input
        type="range"
        part="seek-slider"
        aria-label=${view.name}
        min="0"
        max=${known ? view.duration : 0}
        step="any"
        .value=${live(String(known ? value : 0))}
        aria-valuetext=${text}
        aria-disabled=${view.disabled ? 'true' : nothing}
        aria-describedby=${view.reasonId ?? nothing}
        @input=${this.#handleInput}
        @keydown=${this.#handleKey}
        @focus=${this.#handleFocus}
        @blur=${this.#handleBlur}
        ${ref(this.#input)}
      />
      <span class="hover" aria-hidden="true" ${ref(this.#hover)}></span>
    </div>`;
  }

  readonly #handleInput = (event: Event): void => {
    const view = this.#view;
    if (!view) return;
    if (view.disabled) {
      this.#host.requestUpdate();
      return;
    }
    this.#go((event.target as HTMLInputElement).valueAsNumber);
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const view = this.#view;
    if (!view || event.ctrlKey || event.altKey || event.metaKey) return;
    const seconds = seekKey(event.key, view.position, view.duration);
    if (seconds === null) return;
    event.preventDefault();
    if (!view.disabled) this.#go(seconds);
  };

  #go(seconds: number): void {
    const view = this.#view;
    if (!view || !Number.isFinite(seconds)) return;
    const to = Math.min(Math.max(0, seconds), view.duration);
    view.onSeek(to);
    this.#held = { value: to, text: view.spoken(to, false) };
    this.#host.requestUpdate();
  }

  readonly #handleFocus = (): void => {
    const view = this.#view;
    this.#focused = true;
    if (view) this.#held = { value: view.position, text: view.spoken(view.position, true) };
    this.#host.requestUpdate();
  };

  readonly #handleBlur = (): void => {
    this.#focused = false;
    this.#held = null;
    this.#host.requestUpdate();
  };

  readonly #handleHover = (event: PointerEvent): void => {
    const hover = this.#hover.value;
    const input = this.#input.value;
    const view = this.#view;
    if (!hover || !input || !view || view.disabled || event.pointerType === 'touch') return;
    const { left, width } = input.getBoundingClientRect();
    const x = event.clientX - left;
    hover.textContent = formatDuration(secondsAt(x, width, view.duration));
    hover.style.setProperty('--_hover-x', `${Math.min(width, Math.max(0, x))}px`);
    hover.classList.add('shown');
  };

  readonly #handleLeave = (): void => {
    this.#hover.value?.classList.remove('shown');
  };
}
