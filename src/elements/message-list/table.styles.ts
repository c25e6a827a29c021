/** The table, and the cards that its rows become on narrow screens. Widths of columns: `columns.ts`. */
import { css } from 'lit';

export const tableStyles = css`
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-block-size: 0;
    border: 1px solid var(--_border);
    background: var(--_surface);
  }
  .wrap {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: auto;
    overflow-anchor: auto;
    scroll-padding-block: 3em 1em;
  }
  .wrap:focus {
    outline: none;
  }

  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  th,
  td {
    padding: 0.35em 0.5em;
    text-align: start;
    vertical-align: middle;
    border-block-end: 1px solid var(--_border);
  }
  tbody tr:last-child td {
    border-block-end: 0;
  }
  th {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    block-size: 2.6em;
    background: var(--_surface-2);
    color: var(--_text-2);
    font-size: 0.93em;
    font-weight: 600;
    line-height: 1.25;
  }
  td {
    block-size: var(--aicc-message-list-row-height, 3.2em);
  }
  :host([density='compact']) td {
    block-size: var(--aicc-message-list-row-height, 2.3em);
    padding-block: 0.15em;
  }
  :host([density='compact']) .preview {
    display: none;
  }

  .select {
    inline-size: 2.4em;
    padding-inline: 0.5em 0;
  }
  .hit {
    display: grid;
    place-items: center;
    inline-size: max(24px, 1.9em);
    block-size: max(24px, 1.9em);
    cursor: pointer;
  }
  input[type='checkbox'][aria-disabled='true'] {
    opacity: 0.45;
    cursor: not-allowed;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 24px;
    font-weight: 600;
    border-radius: 0.3em;
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

  td .main {
    max-inline-size: 15em;
    font-weight: 500;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* As wide as the number makes the column, and no wider. */
  .preview {
    display: block;
    inline-size: 0;
    min-inline-size: 100%;
    color: var(--_text-2);
    font-size: 0.93em;
    line-height: 1.35;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unbroken {
    white-space: nowrap;
  }
  .channel-word {
    display: flex;
    align-items: center;
    gap: 0.4em;
    white-space: nowrap;
  }
  .channel-word .icon {
    color: var(--_text-2);
  }
  .detail {
    margin-block-start: 0.15em;
    color: var(--_text-2);
    font-size: 0.9em;
    line-height: 1.35;
    max-inline-size: 17em;
    overflow-wrap: anywhere;
  }
  td.employee,
  td.account {
    max-inline-size: 11em;
    overflow-wrap: anywhere;
  }
  [data-align='end'] {
    text-align: end;
  }
  /* An empty value is as dark as the others of its column. */
  td > .muted,
  .main > .muted {
    color: inherit;
  }
  td.operation,
  th.operation {
    padding-inline-start: 1.2em;
  }

  .actions {
    display: grid;
    grid-template-columns: repeat(4, max-content);
    gap: 0.1em;
  }
  .place {
    display: flex;
  }
  .place:nth-child(1) {
    min-inline-size: 4.7em;
  }
  .place:nth-child(2) {
    min-inline-size: 4.5em;
  }
  .place:nth-child(3) {
    min-inline-size: 3.2em;
  }
  .action {
    min-inline-size: 24px;
    min-block-size: 24px;
  }
  .action .icon {
    display: none;
  }

  tbody tr:hover td {
    background: var(--_surface-2);
  }
  tbody tr[data-selected] td {
    background: var(--_selected);
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
  .detail.left {
    font-style: italic;
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

  /* Date above time, so that other columns get the room. */
  td.created time,
  td.updated time {
    display: inline-block;
    inline-size: min-content;
  }
  /* The columns have their own widths, so that nothing moves when the rows arrive. */
  @container list (min-width: 69em) {
    table {
      table-layout: fixed;
    }
  }

  /* Date and time side by side. */
  @container list (min-width: 100em) {
    td.created time,
    td.updated time {
      inline-size: auto;
      white-space: nowrap;
    }
  }

  /* Words only where the table is wide. */
  @container list (max-width: 78em) {
    th,
    td {
      padding-inline: 0.3em;
    }
    th {
      font-size: 0.88em;
    }
    .channel-word .icon {
      display: none;
    }
    tbody td.created,
    tbody td.updated {
      font-size: 0.93em;
    }
    .place:nth-child(3) {
      min-inline-size: 2.9em;
    }
    .actions {
      grid-template-columns: repeat(4, auto);
      justify-content: start;
    }
    :is([data-action='play'], [data-action='download']) {
      padding-inline: 0.45em;
    }
    :is([data-action='play'], [data-action='download']) .icon {
      display: inline-block;
    }
    :is([data-action='play'], [data-action='download']) .word {
      display: none;
    }
    td.operation,
    th.operation {
      padding-inline-start: 0.6em;
    }
  }

  /* Cards: everything is in view without sideways scrolling. */
  @container list (max-width: 65em) {
    table,
    thead,
    tbody {
      display: block;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: 1em;
      background: var(--_surface-2);
      border-block-end: 1px solid var(--_border);
      padding-inline-end: 0.75em;
    }
    th {
      display: none;
      border: 0;
      block-size: auto;
    }
    th[data-card='corner'],
    th[aria-sort] {
      display: block;
    }
    .badge,
    .unbroken {
      white-space: normal;
    }
    tbody tr:not(.gone) {
      display: grid;
      position: relative;
      grid-template-columns: repeat(auto-fill, minmax(9.5em, 1fr));
      gap: 0.35em 0.75em;
      align-items: start;
      padding-block: 0.65em;
      padding-inline: 3em 0.75em;
      border-block-end: 1px solid var(--_border);
    }
    tbody tr:last-child {
      border-block-end: 0;
    }
    tbody tr.gone {
      display: block;
    }
    tbody tr:hover td,
    tbody tr[data-selected] td {
      background: none;
    }
    tbody tr[data-selected] {
      background: var(--_selected);
    }
    td,
    :host([density='compact']) td {
      display: block;
      block-size: auto;
      min-inline-size: 0;
      max-inline-size: none;
      padding: 0;
      border: 0;
      font-size: inherit;
      text-align: start;
    }
    td[data-card='actions'],
    td[data-align] {
      padding: 0;
      text-align: start;
    }
    .gone td {
      padding: 0.9em;
    }
    td[data-label]::before {
      content: attr(data-label);
      display: block;
      color: var(--_text-2);
      font-size: 0.86em;
      line-height: 1.3;
    }
    td[data-card='corner'] {
      position: absolute;
      inset-block-start: 0.5em;
      inset-inline-start: 0.5em;
      padding: 0;
    }
    td[data-card='title'],
    td[data-card='actions'] {
      grid-column: 1 / -1;
      max-inline-size: none;
    }
    th[data-card='corner'] {
      inline-size: auto;
    }
    .channel-word .icon {
      display: block;
    }
    tbody td.created,
    tbody td.updated {
      font-size: inherit;
    }
    td.created time,
    td.updated time {
      inline-size: auto;
    }
    td.number .main {
      max-inline-size: none;
      font-size: 1.07em;
      font-weight: 600;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .preview {
      white-space: normal;
      display: -webkit-box;
      -webkit-line-clamp: 2;
      -webkit-box-orient: vertical;
      overflow-wrap: anywhere;
    }
    td[data-card='actions'] {
      padding-block-start: 0.2em;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.2em 0.5em;
      margin-inline-start: -0.35em;
    }
    .place:not(:has(button)) {
      display: none;
    }
    .place:nth-child(n) {
      min-inline-size: 0;
    }
    .action .icon,
    [data-action] .word {
      display: inline-block !important;
    }
    .action {
      padding-inline: 0.45em;
    }
    .placeholder td:nth-child(n + 6) {
      display: none;
    }
    .placeholder td {
      padding-block: 0.4em;
    }
  }

  /* On a phone: label and value side by side. */
  @container list (max-width: 30em) {
    tbody tr:not(.gone) {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.25em 0.5em;
      padding-inline-start: 2.6em;
    }
    td[data-label] {
      display: grid;
      grid-template-columns: 6.3em minmax(0, 1fr);
      column-gap: 0.4em;
    }
    td[data-label]::before {
      grid-row: 1 / span 9;
      font-size: 0.93em;
      line-height: 1.55;
    }
    td[data-label] > * {
      grid-column: 2;
      justify-self: start;
    }
  }

  @media (pointer: coarse) {
    .action,
    .hit,
    .button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }

  @media (forced-colors: active) {
    tr[data-selected] td:first-child,
    tr[data-playing] td:first-child {
      border-inline-start: 4px solid Highlight;
    }
  }
`;
