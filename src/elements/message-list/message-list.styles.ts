/** The screen around the table: heading, filters, toolbar, states, pager, tooltip. */
import { css } from 'lit';

export const listStyles = css`
  :host {
    --_gap: var(--aicc-message-list-gap, 0.85em);
    block-size: auto;
  }

  .root {
    container: list / inline-size;
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
    block-size: 100%;
    min-inline-size: 0;
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.6em;
  }
  .heading h2 {
    font-size: 1.3em;
    font-weight: 600;
    line-height: 1.3;
  }

  /* Filters */
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0.75em 0.9em;
    padding: 0.85em 1em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .filters > .field {
    flex: 1 1 9em;
    max-inline-size: 15em;
  }
  .filters > .status {
    flex-basis: 13.2em;
  }
  .filters > .channel {
    flex-basis: 11.8em;
  }
  .filters > .contactNumber {
    flex-basis: 11em;
  }
  .filters > .employeeId {
    flex-basis: 6.5em;
  }
  .filters .label,
  .filters legend {
    margin-block-end: 0.3em;
  }
  .filters .field {
    gap: 0;
  }
  .segmented {
    display: inline-flex;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .segment {
    position: relative;
    display: flex;
  }
  .segment + .segment {
    border-inline-start: 1px solid var(--_border-control);
  }
  /* Beside the word, so that both can be pressed. */
  .segment input {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 0.85em;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .segment span {
    display: flex;
    align-items: center;
    min-block-size: calc(var(--_control-height) - 2px);
    padding-inline: 0.85em;
    white-space: nowrap;
    cursor: pointer;
  }
  .segment:hover span {
    background: var(--_surface-3);
  }
  .segment input:checked + span {
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 500;
  }
  .segment input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: -4px;
  }
  .segment input:checked:focus-visible + span {
    outline-color: var(--_on-accent);
  }
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
  .filter-actions {
    display: flex;
    align-items: center;
    gap: 0.6em;
    align-self: flex-end;
    margin-inline-start: auto;
  }
  /* A mark on Query; the words are beside the count. */
  .button[data-changed] {
    position: relative;
  }
  .button[data-changed]::after {
    content: '';
    position: absolute;
    inset-block-start: -0.3em;
    inset-inline-end: -0.3em;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 2px solid var(--_surface-2);
    border-radius: 50%;
    background: var(--_warning);
  }
  .unqueried {
    color: var(--_text-2);
    font-style: italic;
  }

  /* The line above the table */
  .results {
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.3em 1em;
    min-block-size: calc(var(--_control-height) + 0.9em);
    padding: 0.3em 0.75em;
    border: 1px solid var(--_border);
    border-block-end: 0;
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
    background: var(--_surface);
  }
  .bar[data-selecting] {
    background: var(--_selected);
  }
  .count,
  .selection,
  .freshness {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3em 0.75em;
    min-inline-size: 0;
  }
  .count strong,
  .selection strong {
    font-weight: 600;
  }
  .skeleton.short {
    inline-size: 7em;
  }
  .freshness {
    justify-content: flex-end;
    margin-inline-start: auto;
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
  .result {
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

  .progress {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 2px;
    z-index: 3;
    overflow: hidden;
    visibility: hidden;
    pointer-events: none;
  }
  .progress[data-on] {
    visibility: visible;
  }
  .progress::after {
    content: '';
    display: block;
    inline-size: 35%;
    block-size: 100%;
    background: var(--_accent);
    animation: aicc-slide 1.1s ease-in-out infinite;
  }
  @keyframes aicc-slide {
    from {
      translate: -100% 0;
    }
    to {
      translate: 300% 0;
    }
  }

  /* In the place of rows */
  .state {
    position: sticky;
    inset-inline-start: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.55em;
    min-block-size: 19em;
    padding: 2em 1.2em;
    text-align: center;
  }
  .state > .icon {
    inline-size: 2.4em;
    block-size: 2.4em;
    color: var(--_text-2);
    stroke-width: 1.3;
  }
  .state h3 {
    font-size: 1.1em;
    font-weight: 600;
  }
  .state p {
    max-inline-size: 44em;
    overflow-wrap: anywhere;
  }
  .state .button {
    margin-block-start: 0.4em;
  }
  .request {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.3em;
    font-size: 0.93em;
  }

  /* Pager */
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em 1.2em;
    padding: 0.45em 0.75em;
    border: 1px solid var(--_border);
    border-block-start: 0;
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
    background: var(--_surface);
  }
  .range-text {
    min-inline-size: 8em;
    color: var(--_text-2);
  }
  .size {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_text-2);
  }
  .size select {
    inline-size: auto;
    min-block-size: 2em;
    padding-block: 0;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1em;
    margin-inline-start: auto;
  }
  .button.page {
    min-inline-size: 2.1em;
    min-block-size: 2.1em;
    padding-inline: 0.45em;
    font-weight: 400;
  }
  .button.page[aria-current] {
    border-color: var(--_accent);
    background: var(--_selected);
    color: var(--_accent);
    font-weight: 600;
  }
  .gap,
  .here {
    min-inline-size: 2em;
    text-align: center;
    color: var(--_text-2);
  }
  .here {
    padding-inline: 0.6em;
  }

  .part-failed {
    position: sticky;
    inset-block-end: 0.5em;
    z-index: 4;
    align-items: center;
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
    .filters > .field {
      flex: 1 1 13em;
      max-inline-size: none;
    }
    .organization,
    .organization > .field {
      flex: 1 1 13em;
      max-inline-size: none;
    }
    .time,
    .range {
      flex: 1 1 100%;
    }
    .segmented {
      display: grid;
      grid-template-columns: repeat(4, auto);
    }
    .segment span {
      inline-size: 100%;
      justify-content: center;
      padding-inline: 0.5em;
    }
    .filter-actions {
      flex: 1 1 100%;
      flex-wrap: wrap;
      justify-content: flex-end;
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
  @container list (max-width: 26em) {
    .segmented {
      grid-template-columns: repeat(2, 1fr);
    }
    .segment:nth-child(3) {
      border-inline-start: 0;
    }
    .segment:nth-child(n + 3) {
      border-block-start: 1px solid var(--_border-control);
    }
    .filter-actions .button {
      flex: 1 1 0;
    }
    .steps {
      margin-inline-start: 0;
    }
  }

  @media (forced-colors: active) {
    .segment input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .button.page[aria-current] {
      border-color: Highlight;
    }
    .progress::after {
      background: Highlight;
    }
  }
`;
