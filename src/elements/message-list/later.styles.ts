/** Styles of what the list loads late. */
import { css } from 'lit';

export const laterStyles = [
  css`
  .range {
    display: grid;
    grid-template-columns: repeat(2, minmax(12.5em, 1fr));
    gap: 0.3em 0.9em;
    align-items: start;
  }
  .range .zone {
    grid-column: 1 / -1;
  }
  .range p {
    font-size: 0.9em;
  }
  .range .field-error {
    grid-area: 2 / 2;
  }
  .range :first-child + .field-error {
    grid-area: 2 / 1;
  }
  .organization > .field {
    flex: 1 1 9em;
    max-inline-size: 15em;
  }
  .organization {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0.75em;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.45em;
    min-block-size: var(--_control-height);
  }
  .stale,
  .paused,
  .dropped {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .stale strong {
    font-weight: 600;
  }
  .stale,
  .paused {
    color: var(--_warning);
  }
  .dropped {
    color: var(--_text-2);
  }
  .told {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    color: var(--_success);
    font-weight: 500;
  }
  .pill {
    position: absolute;
    inset-block-start: calc(-0.8em - var(--_control-height));
    inset-inline-start: 50%;
    translate: -50% 0;
    z-index: 3;
    border-radius: 2em;
    border-color: var(--_accent);
    color: var(--_accent);
    box-shadow: 0 3px 12px light-dark(rgb(16 24 40 / 18%), rgb(0 0 0 / 50%));
  }
  [dir='rtl'] .pill {
    translate: 50% 0;
  }
  .request {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.3em;
    font-size: 0.93em;
  }
  .tip {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: min(22em, calc(100vw - 1em));
    padding: 0.4em 0.7em;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.93em;
    line-height: 1.4;
  }

  @container list (max-width: 65em) {
    .pill {
      inset-block-start: -1.15em;
    }
  }
  @container list (max-width: 48em) {
    .organization,
    .organization > .field {
      flex: 1 1 13em;
      max-inline-size: none;
    }
    .range {
      flex: 1 1 100%;
    }
  }
  @container list (max-width: 30em) {
    .range {
      grid-template-columns: 1fr;
    }
    .range p {
      grid-area: auto !important;
    }
  }
  tr[data-playing] td:first-child {
    box-shadow: inset 3px 0 var(--_accent);
  }
  [dir='rtl'] tr[data-playing] td:first-child {
    box-shadow: inset -3px 0 var(--_accent);
  }
  tr[data-left] td:not(.select, .operation) {
    color: var(--_text-2);
  }
  tr[data-change='odd'] td {
    animation: aicc-changed-odd 2.4s ease-out;
  }
  tr[data-change='even'] td {
    animation: aicc-changed-even 2.4s ease-out;
  }
  @keyframes aicc-changed-odd {
    from {
      background: var(--_warning-surface);
    }
  }
  @keyframes aicc-changed-even {
    from {
      background: var(--_warning-surface);
    }
  }
  .gone-text {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_text-2);
  }
  .detail.left {
    font-style: italic;
  }

  @media (forced-colors: active) {
    tr[data-playing] td:first-child {
      border-inline-start: 4px solid Highlight;
    }
  }
  `,
];
