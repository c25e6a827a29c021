import { css } from 'lit';
import { base, controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { panelStyles } from '../shared/key-table.styles.js';
import { listeningStyles } from './listening-panel.styles.js';
import { transcriptStyles } from './transcript-panel.styles.js';

const styles = css`
  .root {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    gap: 0.5em;
  }
  audio {
    display: none;
  }
  .player {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-areas: 'toggle seek times' 'tools tools tools';
    align-items: center;
    column-gap: 0.75em;
    row-gap: 0.35em;
  }
  .toggle {
    grid-area: toggle;
    inline-size: 3em;
    min-block-size: 3em;
    border-radius: 50%;
    padding: 0;
  }
  .toggle .icon {
    inline-size: 1.7em;
    block-size: 1.7em;
  }
  .toggle[aria-busy='true'] {
    position: relative;
  }
  .toggle[aria-busy='true']::after {
    content: '';
    position: absolute;
    inset: -4px;
    border: 2px solid var(--_accent);
    border-block-start-color: transparent;
    border-radius: 50%;
    animation: aicc-turn 0.9s linear infinite;
  }
  @keyframes aicc-turn {
    to {
      transform: rotate(1turn);
    }
  }

  .seek {
    grid-area: seek;
    position: relative;
    block-size: 3em;
    min-inline-size: 0;
  }
  .seek canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    pointer-events: none;
    forced-color-adjust: none;
    color: var(--aicc-player-played, var(--_accent));
    border: 0 solid;
    border-top-color: var(--aicc-player-wave, var(--_border-control));
    border-right-color: var(--aicc-player-heard, var(--_success));
    border-bottom-color: var(--aicc-player-skipped, var(--_text));
    outline: 0 solid var(--aicc-player-handle, var(--_text));
    /* Its end reports a change of theme to the drawing; see waveform.ts. */
    transition: color 1ms !important;
  }
  .seek input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
    border-radius: var(--_radius);
    touch-action: none;
  }
  .seek input[aria-disabled='true'] {
    cursor: not-allowed;
  }
  .seek input::-webkit-slider-runnable-track {
    background: none;
    block-size: 100%;
  }
  .seek input::-moz-range-track {
    background: none;
    block-size: 100%;
  }
  .seek input::-webkit-slider-thumb {
    appearance: none;
    inline-size: 1px;
    block-size: 100%;
    opacity: 0;
  }
  .seek input::-moz-range-thumb {
    inline-size: 1px;
    block-size: 100%;
    border: 0;
    opacity: 0;
  }
  .hover {
    position: absolute;
    inset-block-end: 100%;
    left: clamp(1.6em, var(--_hover-x, 0px), 100% - 1.6em);
    transform: translateX(-50%);
    padding: 0.05em 0.45em;
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.86em;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
    visibility: hidden;
  }
  .seek:hover .hover.shown {
    visibility: visible;
  }
  .times {
    grid-area: times;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    text-align: end;
    min-inline-size: 6.2em;
  }
  .times .total {
    color: var(--_text-2);
  }

  .tools {
    grid-area: tools;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.5em;
    min-block-size: 2.3em;
  }
  .skips {
    display: inline-flex;
    gap: 0.15em;
  }
  .skip {
    gap: 0.25em;
    padding-inline: 0.5em;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .skip::after {
    content: attr(data-seconds);
  }
  .skip.ahead {
    flex-direction: row-reverse;
  }
  .tools select {
    inline-size: auto;
    min-inline-size: 5.3em;
    flex: none;
    padding-inline: 0.5em;
    font-variant-numeric: tabular-nums;
  }
  .volume {
    display: inline-flex;
    align-items: center;
    gap: 0.15em;
  }
  .volume input {
    inline-size: 5.5em;
    block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .state {
    flex: 1 1 6em;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_text-2);
    font-size: 0.93em;
  }
  .notes {
    grid-column: 1 / -1;
    min-block-size: 1.5em;
    color: var(--_text-2);
    font-size: 0.93em;
  }
  .openers {
    display: inline-flex;
    margin-inline-start: auto;
  }
  .link[aria-pressed='true'],
  .link[aria-expanded='true'],
  .button.quiet[aria-expanded='true'] {
    background: var(--_selected);
  }

  .notice .button {
    flex: none;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }

  :host([compact]) .player {
    grid-template-columns: auto minmax(7em, 1fr) auto minmax(0, auto);
    grid-template-areas: 'toggle seek times tools';
    column-gap: 0.5em;
  }
  :host([compact]) .toggle,
  :host([compact]) .seek {
    block-size: 2.3em;
  }
  :host([compact]) .toggle {
    inline-size: 2.3em;
    min-block-size: 2.3em;
  }
  :host([compact]) .volume input,
  :host([compact]) .extra {
    display: none;
  }
  :host([compact]) .tools {
    flex-wrap: nowrap;
  }
  :host([compact]) .tools {
    min-inline-size: 0;
  }
  :host([compact]) .state {
    flex: 0 1 auto;
  }

  @container (max-width: 30em) {
    .player,
    :host([compact]) .player {
      grid-template-columns: auto minmax(0, 1fr);
      grid-template-areas: 'toggle seek' '. times' 'tools tools';
    }
    .volume input {
      inline-size: 4em;
    }
    :host([compact]) .tools,
    .notice {
      flex-wrap: wrap;
    }
    .notice .grow {
      flex-basis: 12em;
    }
  }

  @media (forced-colors: active) {
    .seek canvas {
      color: Highlight;
      border-top-color: GrayText;
      border-right-color: LinkText;
      border-bottom-color: CanvasText;
      outline-color: CanvasText;
    }
  }
`;

export const playerStyles = [
  tokens,
  base,
  controls,
  panelStyles,
  styles,
  transcriptStyles,
  listeningStyles,
];
