/** Draws the waveform behind the seek slider. */
import type { PlayedRange } from '../../controllers/playback/played-ranges.js';
import { BAR_GAP, BAR_WIDTH, barCount, resamplePeaks } from './peaks.js';

export interface WaveformModel {
  readonly peaks: readonly number[];
  readonly position: number;
  readonly duration: number;
  readonly heard: readonly PlayedRange[];
  /** Heard by colleagues: dotted, where the person's own parts are a line. */
  readonly othersHeard: readonly PlayedRange[];
  /** Silences that were jumped over: an arc from where it left to where it went on. */
  readonly skipped: readonly PlayedRange[];
  /** The handle is shown only where the slider can be used. */
  readonly handle: boolean;
}

/** Height of the strip of heard parts, and of the space above it, in CSS pixels. */
const STRIP = 3;
const STRIP_ROOM = 6;
const HANDLE_RADIUS = 6;
const SHORTEST_ARC = 8;

/**
 * One canvas. It takes its colors from its own style (`color` played, `border-top-color` to come,
 * `border-right-color` heard, `border-bottom-color` skipped, `outline-color` handle), so that themes and
 * forced colors need no script. Time runs from left to right in every language, as on all players.
 */
export class Waveform {
  readonly #canvas: HTMLCanvasElement;
  readonly #observer: ResizeObserver;
  #model: WaveformModel | null = null;
  #drawn = '';

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#observer = new ResizeObserver(() => this.#draw(true));
  }

  connect(): void {
    this.#observer.observe(this.#canvas);
    // A change of theme is a (very short) transition of the color; its end is an event.
    this.#canvas.addEventListener('transitionend', this.#handleTheme);
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#canvas.removeEventListener('transitionend', this.#handleTheme);
  }

  show(model: WaveformModel): void {
    this.#model = model;
    this.#draw(false);
  }

  readonly #handleTheme = (): void => this.#draw(true);

  #draw(force: boolean): void {
    const model = this.#model;
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!model || width === 0 || height === 0) return;
    const share = model.duration > 0 ? Math.min(1, model.position / model.duration) : 0;
    const x = share * width;
    const key = `${width} ${height} ${Math.round(x * 2)} ${model.handle} ${model.peaks.length} ${model.duration} ${keyOf(model.heard)} ${keyOf(model.othersHeard)} ${keyOf(model.skipped)}`;
    if (!force && key === this.#drawn) return;
    this.#drawn = key;
    const scale = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const pixelWidth = Math.round(width * scale);
    const pixelHeight = Math.round(height * scale);
    if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
      canvas.width = pixelWidth;
      canvas.height = pixelHeight;
    }
    const context = canvas.getContext('2d');
    if (!context) return;
    const style = getComputedStyle(canvas);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const middle = (height - STRIP_ROOM) / 2;
    const count = model.peaks.length > 0 ? barCount(width) : 0;
    const fill = (color: string): void => {
      context.fillStyle = color;
      if (count > 0) bars(context, resamplePeaks(model.peaks, count), width, height - STRIP_ROOM);
      else roundRect(context, 0, middle - 3, width, 6, 3);
    };
    fill(style.borderTopColor);
    clipped(context, 0, x, height, () => fill(style.color));
    context.fillStyle = style.borderRightColor;
    const top = height - STRIP;
    for (const [left, right] of places(model.othersHeard, model.duration, width)) {
      for (let dot = left; dot < right; dot += 2 * STRIP) {
        roundRect(context, dot, top, Math.min(STRIP, right - dot), STRIP, STRIP / 2);
      }
    }
    for (const [left, right] of places(model.heard, model.duration, width)) {
      roundRect(context, left, top, Math.max(1, right - left), STRIP, STRIP / 2);
    }
    context.strokeStyle = context.fillStyle = style.borderBottomColor;
    for (const [left, right] of places(model.skipped, model.duration, width)) {
      arc(context, left, Math.max(right, left + SHORTEST_ARC), middle);
    }
    if (!model.handle) return;
    context.fillStyle = style.outlineColor;
    const center = Math.min(width - HANDLE_RADIUS, Math.max(HANDLE_RADIUS, x));
    context.fillRect(center - 1, 0, 2, height - STRIP_ROOM);
    context.beginPath();
    context.arc(center, middle, HANDLE_RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Where ranges are on the bar, in CSS pixels from its left end. */
function places(
  ranges: readonly PlayedRange[],
  duration: number,
  width: number,
): readonly (readonly [left: number, right: number])[] {
  return ranges.map(([from, to]) => [
    (from / duration) * width,
    Math.min(width, (to / duration) * width),
  ]);
}

function keyOf(ranges: readonly PlayedRange[]): string {
  return ranges.map(([from, to]) => `${Math.round(from * 5)}-${Math.round(to * 5)}`).join();
}

function bars(
  context: CanvasRenderingContext2D,
  heights: readonly number[],
  width: number,
  height: number,
): void {
  const step = width / heights.length;
  const barWidth = Math.max(1, (step * BAR_WIDTH) / (BAR_WIDTH + BAR_GAP));
  heights.forEach((value, bar) => {
    const barHeight = Math.max(2, value * height);
    roundRect(context, bar * step, (height - barHeight) / 2, barWidth, barHeight, barWidth / 2);
  });
}

/** An arrow that hops from `left` to `right`, the direction of time. */
function arc(context: CanvasRenderingContext2D, left: number, right: number, middle: number): void {
  const base = middle - 4;
  const rise = Math.min(base - 1, Math.max(8, (right - left) / 2));
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, base);
  context.quadraticCurveTo((left + right) / 2, base - rise * 1.6, right, base);
  context.stroke();
  context.beginPath();
  context.moveTo(right + 0.5, base + 2);
  context.lineTo(right - 5, base - 1.5);
  context.lineTo(right + 1.5, base - 5);
  context.fill();
}

function roundRect(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
  context.fill();
}

function clipped(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  height: number,
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  draw();
  context.restore();
}
