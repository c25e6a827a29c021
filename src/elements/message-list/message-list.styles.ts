/** The screen around the table: heading, filters, toolbar, states, pager, tooltip. */
import { css } from 'lit';

export const listStyles = css`
  :host {
    --_gap: var(--aicc-message-list-gap, 0.3em);
    --_bar-size: 36px;
    block-size: auto;
  }

  .root {
    container: list / inline-size;
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
    min-inline-size: 0;
  }
  .root[data-bounded] {
    block-size: 100%;
  }

  /* Line 1: title, tabs, freshness */
  .heading {
    display: flex;
    align-items: center;
    gap: 0.2em 0.6em;
    min-block-size: 36px;
    padding-inline: 0.7em;
  }
  .heading h2 {
    font-size: 1.2em;
    font-weight: 600;
    line-height: 1.3;
    white-space: nowrap;
  }
  .heading ::slotted([slot='heading']) {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .views {
    display: flex;
    align-items: center;
    gap: 0.6em;
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .tabs {
    display: flex;
    gap: 1px;
    min-inline-size: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tab,
  .toggle {
    flex: none;
    min-block-size: 30px;
    padding-inline: 0.42em;
    border-radius: var(--_radius);
    color: var(--_text-2);
    font-size: 0.93em;
    white-space: nowrap;
  }
  .tab strong,
  .toggle strong {
    color: var(--_text);
    font-weight: 600;
  }
  .tab:hover,
  .toggle:hover {
    background: var(--_surface-3);
  }
  :is(.tab, .toggle):focus-visible {
    outline-offset: -2px;
  }
  .tab[aria-selected='true'],
  .tab[aria-selected='true'] strong,
  .toggle[aria-pressed='true'],
  .toggle[aria-pressed='true'] strong {
    background: var(--_selected);
    color: var(--_accent);
    font-weight: 600;
  }
  .toggles {
    display: flex;
    flex: none;
    gap: 0.3em;
    padding-inline-start: 0.6em;
    border-inline-start: 1px solid var(--_border);
  }
  .toggle {
    border: 1px solid var(--_border-control);
  }
  .toggle[aria-pressed='true'] {
    border-color: var(--_accent);
  }
  :is([data-toggle='late'][data-some], [data-status='allocation-failed']):not(
      [aria-pressed='true'],
      [aria-selected='true']
    )
    strong {
    color: var(--_danger);
  }
  .freshness {
    display: flex;
    align-items: center;
    gap: 0.3em;
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .filters-button {
    display: none;
  }

  /* Line 2: filters */
  .filters {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0.75em 0.5em;
    padding: 0.4em 0.7em 0.35em;
  }
  /* The label lies on the field's border. */
  .filters .field {
    position: relative;
    flex: 1 1 8em;
    max-inline-size: 13em;
    gap: 0;
  }
  .filters .field > .label {
    position: absolute;
    inset-block-start: -0.62em;
    inset-inline-start: 0.5em;
    z-index: 1;
    max-inline-size: calc(100% - 1em);
    padding-inline: 0.25em;
    overflow: hidden;
    background: var(--_surface);
    font-size: 0.79em;
    line-height: 1.25;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .filters > .status {
    flex-basis: 11em;
  }
  .filters > .channel {
    flex-basis: 9.5em;
  }
  .filters > .employeeId {
    flex-basis: 6em;
    max-inline-size: 8em;
  }
  .unasked {
    position: absolute;
    inset-block-start: calc(100% + 1px);
    inset-inline-start: 0;
    z-index: 5;
    padding: 0 0.4em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_surface);
    color: var(--_text-2);
    font-size: 0.79em;
    white-space: nowrap;
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
    padding-inline: 0.65em;
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
    grid-template-columns: repeat(2, minmax(12.5em, 17em)) auto;
    flex: 1 1 100%;
    gap: 0.3em 0.5em;
    align-items: center;
    padding-block-start: 0.2em;
  }
  .range .field {
    max-inline-size: none;
  }
  .range p {
    grid-area: 1 / 3;
    font-size: 0.9em;
  }
  .organization {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .filters > :is(.organization, .processorAccount, .skillQueueId) {
    flex: 1 1 14em;
    max-inline-size: 28em;
  }
  .filters:not([data-open]) > :is(.organization, .processorAccount, .skillQueueId) {
    display: none;
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
    gap: 0.4em;
  }
  .filter-actions .button {
    padding-inline: 0.8em;
  }
  .more-filters strong,
  .filters-button strong {
    font-weight: 600;
    color: var(--_accent);
  }
  /* Employee ID and Channel Type, and where it is narrow the status too, wait behind More filters. */
  @container list (width >= 72em) {
    .filters:not([data-optional]) .more-filters {
      display: none;
    }
  }
  @container list (600px <= width < 72em) {
    .filters:not([data-open]) > :is(.employeeId, .channel) {
      display: none;
    }
  }
  @container list (600px <= width < 60em) {
    .filters:not([data-open]) > .status,
    .filters:not([data-open]) [part='reset-button'] {
      display: none;
    }
    .filters > .contactNumber {
      flex-basis: 6em;
    }
  }
  @container list (width < 78em) {
    .heading {
      flex-wrap: wrap;
    }
    .views {
      order: 9;
      flex: 1 1 100%;
    }
  }
  @container list (width < 600px) {
    .heading h2,
    .heading ::slotted([slot='heading']) {
      flex: 1 1 8em;
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .filters-button {
      margin-inline-start: auto;
    }
    .freshness {
      margin-inline-start: 0;
    }
    .toggles {
      padding-inline-start: 0.3em;
    }
    .views {
      overflow-x: auto;
      scrollbar-width: none;
    }
    .tabs {
      overflow: visible;
      flex: none;
    }
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
    position: sticky;
    inset-block-start: 0;
    z-index: 3;
    display: flex;
    align-items: center;
    gap: 0.3em 1em;
    block-size: var(--_bar-size);
    padding: 0 0.7em;
    border-block: 1px solid var(--_border);
    background: var(--_surface);
    overflow: auto hidden;
    scrollbar-width: none;
    white-space: nowrap;
  }
  .bar[data-selecting] {
    background: var(--_selected);
  }
  .count,
  .selection,
  .warnings {
    display: flex;
    align-items: center;
    gap: 0.6em;
    flex: none;
  }
  .bar .button {
    min-block-size: 28px;
  }
  .warnings {
    margin-inline-start: auto;
  }
  .count strong,
  .selection strong {
    font-weight: 600;
  }
  .skeleton.short {
    inline-size: 7em;
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
    flex: none;
    margin-inline-start: auto;
    border-radius: 2em;
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .warnings + .pill {
    margin-inline-start: 0;
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
    padding: 0.2em 0.7em;
    border-block-start: 1px solid var(--_border);
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

  /* Phones: the fields are behind one button, and the bar of a selection is at the thumb. */
  @container list (width < 600px) {
    .filters-button {
      display: inline-flex;
      min-block-size: 36px;
      padding-inline: 0.7em;
    }
    .as-of > .tabular,
    .more-filters {
      display: none;
    }
    .filters:not([data-open]) {
      display: none;
    }
    .filters > .field,
    .filters > :is(.organization, .processorAccount, .skillQueueId) {
      flex: 1 1 100%;
      max-inline-size: none;
    }
    .time,
    .range,
    .filter-actions {
      flex: 1 1 100%;
    }
    .range {
      grid-template-columns: 1fr;
      gap: 0.75em;
    }
    .range p {
      grid-area: auto;
    }
    .segmented {
      display: grid;
      grid-template-columns: repeat(2, 1fr);
    }
    .segment span {
      inline-size: 100%;
      justify-content: center;
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
    .bar[data-selecting] {
      position: fixed;
      inset-block: auto 0;
      inset-inline: 0;
      z-index: 5;
      block-size: 56px;
      border-block-end: 0;
      box-shadow: var(--_shadow);
    }
    .bar[data-selecting] .button {
      min-block-size: 44px;
    }
    .steps {
      margin-inline-start: 0;
    }
  }

  /* A low window, as at 200 % zoom: nothing sticks, and the tabs share the line of the title. */
  @media (max-height: 399.98px) {
    @container list (width >= 600px) {
      .heading {
        flex-wrap: nowrap;
      }
      .views {
        order: 0;
        flex: 1 1 0;
      }
    }
    .bar,
    thead,
    .player {
      position: static !important;
    }
  }

  @media (forced-colors: active) {
    .segment input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .button.page[aria-current],
    .tab[aria-selected='true'],
    .toggle[aria-pressed='true'] {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
    .progress::after {
      background: Highlight;
    }
  }
`;
