/** The table: rows of one height, each a grid of two lines. Tracks: `column-layout.ts`; cards: `cards.styles.ts`. */
import { css } from 'lit';

export const tableStyles = css`
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-block-size: 0;
    background: var(--_surface);
  }
  .wrap {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow-anchor: auto;
  }
  .wrap:focus {
    outline: none;
  }
  /* The header stays in view, under the bar, whether the page scrolls or, with a height of its own, the list. */
  thead {
    position: sticky;
    inset-block-start: var(--_bar-size);
    z-index: 2;
  }
  [data-bounded] .wrap {
    overflow: auto;
    scroll-padding-block: 3em 1em;
  }
  [data-bounded] thead {
    inset-block-start: 0;
  }
  .row[data-playing] {
    scroll-margin-block: 6em 11em;
  }
  .row :is(button, input) {
    scroll-margin-block: 6em 5.5em;
  }

  table,
  thead,
  tbody {
    display: block;
  }
  th,
  td {
    padding: 0;
    font-weight: inherit;
    text-align: start;
  }

  /*
   * Two lines and padding, never more: the height grows with the font and with text spacing, never with
   * a row's content, so that no change moves the rows below.
   */
  .row {
    position: relative;
    display: grid;
    align-items: center;
    align-content: center;
    column-gap: 0.6em;
    block-size: max(var(--aicc-message-list-row-height, 0px), calc(2lh + 0.36em));
    padding-inline: 0.7em;
    border-block-end: 1px solid var(--_border);
    line-height: 1.25;
  }
  :host([density='compact']) tbody .row {
    block-size: max(var(--aicc-message-list-row-height, 0px), 2lh);
    line-height: 1.143;
  }
  tbody .row:last-child {
    border-block-end-color: transparent;
  }
  .row > * {
    min-inline-size: 0;
  }
  .text,
  .text > :is(bdi, time, .main, .preview, .detail, .waited) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* On the side of the screen's direction, whatever direction the text has. */
  .text > :is(bdi, time, .preview, .waited, .due) {
    display: block;
    text-align: match-parent;
  }
  [data-align='end'] {
    text-align: end;
  }

  thead .row {
    block-size: auto;
    min-block-size: 30px;
    grid-template-rows: auto auto;
    padding-block: 0.15em;
    background: var(--_surface-2);
    color: var(--_text-2);
  }
  /* The tracks are measured in the font of the rows. */
  thead th {
    font-size: 0.86em;
    font-weight: 600;
    line-height: 1.15;
  }
  thead :is(.employee, .account, .duration, .status, .waiting) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.15em;
    max-inline-size: 100%;
    min-block-size: 24px;
    font-weight: 600;
    border-radius: 0.3em;
    white-space: nowrap;
  }
  .sort .icon {
    inline-size: 1.05em;
    block-size: 1.05em;
    opacity: 0.6;
  }
  .sort:hover,
  .sort[data-on] {
    color: var(--_text);
  }
  .sort[data-on] .icon {
    opacity: 1;
    color: var(--_accent);
  }

  .hit {
    display: grid;
    place-items: center;
    inline-size: max(24px, 1.9em);
    block-size: max(24px, 1.9em);
    margin-inline-start: -0.35em;
    cursor: pointer;
  }
  input[type='checkbox'][aria-disabled='true'] {
    opacity: 0.45;
    cursor: not-allowed;
  }

  .main {
    font-weight: 600;
  }
  .preview,
  .detail,
  .account > bdi {
    color: var(--_text-2);
    font-size: 0.86em;
  }
  .detail {
    position: relative;
  }
  .status .badge {
    max-inline-size: 100%;
    padding-block: 0;
    padding-inline: 0.5em;
    font-size: 0.86em;
    vertical-align: bottom;
  }
  .due[data-due='soon'] {
    color: var(--_warning);
    font-weight: 600;
  }
  .due[data-due='late'] {
    color: var(--_danger);
    font-weight: 600;
  }
  .left {
    font-style: italic;
  }
  /* An empty value is as dark as the others of its column. */
  .row > * > .muted {
    color: inherit;
  }

  .actions {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.15em;
  }
  .main-action {
    min-block-size: 2em;
    min-inline-size: 0;
    margin-inline-end: auto;
    padding-inline: 0.7em;
    border-color: var(--_border-control);
    color: var(--_accent);
  }
  :host([density='compact']) .main-action {
    min-block-size: 24px;
  }
  .icon-action {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 2em;
    block-size: 2em;
    border-radius: var(--_radius);
    color: var(--_accent);
  }
  :host([density='compact']) .icon-action {
    block-size: 24px;
  }
  .icon-action:hover,
  .icon-action[aria-expanded='true'] {
    background: var(--_surface-3);
  }
  .more .icon {
    stroke-width: 3.2;
  }
  .more.only-narrow {
    visibility: hidden;
  }
  /* Every row keeps the place of the menu's button, so that Play is one below the other. */
  .actions:not(:has(.more)) {
    padding-inline-end: 2.15em;
  }

  .row-menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0.3em;
    min-inline-size: 11em;
    max-inline-size: min(22em, calc(100vw - 1em));
    max-block-size: calc(100vh - 1em);
    overflow: auto;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .menu-item {
    display: flex;
    align-items: flex-start;
    gap: 0.6em;
    inline-size: 100%;
    min-block-size: 2.3em;
    padding: 0.45em 0.7em;
    border-radius: calc(var(--_radius) * 0.7);
    text-align: start;
  }
  .menu-item:is(:hover, :focus-visible) {
    background: var(--_surface-3);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item[aria-disabled='true'] {
    color: var(--_text-2);
    cursor: not-allowed;
  }
  .menu-reason {
    display: block;
    font-size: 0.86em;
    color: var(--_text-2);
  }

  tbody .row:hover {
    background: var(--_surface-2);
  }
  tbody .row[data-selected] {
    background: var(--_selected);
  }
  .row[data-playing] {
    box-shadow: inset 3px 0 var(--_accent);
  }
  [dir='rtl'] .row[data-playing] {
    box-shadow: inset -3px 0 var(--_accent);
  }
  .row[data-left] > .text {
    color: var(--_text-2);
  }
  /* A change is one layer over the row, of which nothing but the opacity is animated. */
  .row[data-change]::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--_warning);
    opacity: 0;
    pointer-events: none;
  }
  .row[data-change='odd']::after {
    animation: aicc-changed-odd 2.4s ease-out;
  }
  .row[data-change='even']::after {
    animation: aicc-changed-even 2.4s ease-out;
  }
  @keyframes aicc-changed-odd {
    from {
      opacity: 0.18;
    }
  }
  @keyframes aicc-changed-even {
    from {
      opacity: 0.18;
    }
  }

  tr.gone {
    display: flex;
    align-items: center;
    block-size: max(var(--aicc-message-list-row-height, 0px), calc(2lh + 0.36em));
    padding-inline: 0.9em;
    border-block-end: 1px solid var(--_border);
    line-height: 1.25;
  }
  :host([density='compact']) tr.gone {
    block-size: max(var(--aicc-message-list-row-height, 0px), 2lh);
    line-height: 1.143;
  }
  tr.gone:focus-visible {
    outline-offset: -2px;
  }
  .gone-text {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_text-2);
  }
  /* A quick answer arrives before a placeholder appears. */
  .placeholder .skeleton {
    animation:
      aicc-appear 0.25s 0.12s both,
      aicc-pulse 1.4s 0.4s ease-in-out infinite alternate;
  }
  @keyframes aicc-appear {
    from {
      visibility: hidden;
    }
  }

  @container list (width >= 600px) {
    .account > .muted {
      visibility: hidden;
    }
    .row:has(> .account > .muted) > .employee {
      grid-row: 1 / 3;
    }
  }
  /* Below the layout in which each has a track of its own, figures begin where the words above them do. */
  @container list (width < 80em) {
    .duration[data-align] {
      text-align: start;
    }
  }
  @container list (600px <= width < 66em) {
    :is(.row, tr.gone) {
      column-gap: 0.45em;
      font-size: 0.93em;
    }
    .number > .preview {
      display: none;
    }
    .row > :is(.channel, .duration) {
      color: var(--_text-2);
      font-size: 0.93em;
    }
  }

  @media (pointer: coarse) {
    .hit,
    .icon-action,
    .main-action {
      min-block-size: 40px;
      min-inline-size: 40px;
    }
    .menu-item {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .row[data-selected],
    .row[data-playing] {
      border-inline-start: 4px solid Highlight;
    }
    .row[data-change]::after {
      display: none;
    }
  }
`;
