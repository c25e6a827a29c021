/** The cards that rows become below 600 px of the list's own width: three lines, everything in view. */
import { css } from 'lit';

export const cardStyles = css`
  @container list (width < 600px) {
    /* Sorting and "all on this page" are there with the filters, and in the place of the bar of a selection. */
    .root:not(:has(.filters[data-open], .bar[data-selecting])) thead {
      display: none;
    }
    thead {
      position: static;
    }
    thead .row {
      display: flex;
      gap: 0 1em;
      block-size: var(--_bar-size);
      min-block-size: 0;
    }
    thead .row > :not(.select, [aria-sort]) {
      display: none;
    }
    tbody .row,
    :host([density='compact']) tbody .row {
      grid-template:
        'select number' 1.4lh
        'select status' 1.4lh
        'select text' 22px
        'select more' 22px / 2em minmax(0, 1fr);
      block-size: auto;
      padding: 0.5em 0.7em 0.55em;
      column-gap: 0.2em;
      line-height: 1.25;
    }
    tbody .row > .number {
      display: contents;
    }
    .number > .main {
      grid-area: number;
      max-inline-size: 60%;
      font-size: 1.07em;
    }
    .number > .preview {
      grid-area: text;
      inline-size: calc(100% - 12em);
    }
    tbody .row > .waiting {
      grid-area: number;
      justify-self: end;
      max-inline-size: 40%;
    }
    /* The promise says more than the time. */
    .waiting:has(.due) > .waited {
      display: none;
    }
    .waiting > .due {
      font-size: 1em;
    }
    tbody .row > .status {
      grid-area: status;
      display: flex;
      align-items: center;
      gap: 0.4em;
      max-inline-size: 68%;
    }
    tbody .row > .employee {
      grid-area: status;
      justify-self: end;
      max-inline-size: 32%;
    }
    tbody .row > .channel {
      grid-area: more;
    }
    tbody .row > :is(.channel, .duration) {
      grid-area: more;
      color: var(--_text-2);
      font-size: 0.86em;
    }
    tbody .row > .duration {
      margin-inline-start: 4em;
    }
    /* A message that no longer waits says when it was left. */
    tbody .row:not(:has(> .waiting > .muted)) > .created,
    tbody .row:has(> .waiting > .muted) > .waiting,
    tbody .row > .employee:has(> .muted),
    tbody .row > .duration:not(:has(time)) {
      display: none;
    }
    tbody .row > .created {
      grid-area: number;
      justify-self: end;
      max-inline-size: 45%;
      color: var(--_text-2);
    }
    tbody .row > :is(.account, .updated) {
      display: none;
    }
    tbody .row > .select {
      align-self: start;
    }
    tbody .row > .operation {
      grid-area: 3 / 2 / 5 / 3;
      justify-self: end;
      display: block;
    }
    .actions:not(:has(.more)) {
      padding-inline-end: 0;
    }
    .actions {
      gap: 6px;
    }
    .main-action,
    .icon-action {
      min-block-size: 44px;
      min-inline-size: 44px;
      border: 1px solid var(--_border-control);
    }
    .more.only-narrow {
      visibility: visible;
    }
    .actions:has(.main-action) [data-action='play'] {
      display: none;
    }
    .placeholder > :not(.number, .status) {
      display: none;
    }
  }
`;
