import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    --_dialog-width: var(--aicc-allocate-dialog-width, 76em);
  }

  dialog[open] {
    block-size: min(52em, 100dvh - 1.5em);
  }
  .dialog-header {
    align-items: baseline;
    flex-wrap: wrap;
    gap: 0.2em 0.9em;
  }
  .dialog-header h2 {
    flex: none;
  }
  .dialog-body {
    container-type: inline-size;
    gap: 0.9em;
  }

  .choosing {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 0.9em;
  }
  [hidden] {
    display: none !important;
  }

  .how {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em 1.6em;
  }
  .how label {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.9em;
  }

  .search {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr)) auto;
    gap: 0.7em;
    align-items: end;
  }
  .search-buttons {
    display: flex;
    gap: 0.4em;
  }

  .agents,
  .rows {
    flex: 1 0 auto;
    block-size: 24em;
    overflow: auto;
    /* A focused row is not under the sticky header. */
    scroll-padding-block-start: 3em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .rows {
    flex: 0 1 auto;
    block-size: auto;
  }
  /* The plan is in view under it, and nothing moves when it grows. */
  [data-several] .agents {
    flex: 0 0 10.8em;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  table.old {
    opacity: 0.55;
  }
  th {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    background: var(--_surface-2);
    color: var(--_text-2);
    font-size: 0.93em;
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }
  th,
  td {
    padding: 0.5em 0.7em;
    border-block-end: 1px solid var(--_border);
    vertical-align: middle;
    overflow-wrap: break-word;
  }
  th.number,
  td.number {
    text-align: end;
  }
  /* The whole row chooses its agent; the control itself serves keyboard and screen reader. */
  .agents tbody tr {
    position: relative;
    block-size: 2.75em;
    cursor: pointer;
  }
  .agents tbody tr:hover {
    background: var(--_surface-2);
  }
  .agents tbody tr.chosen {
    background: var(--_selected);
  }
  .agents tr.chosen td.choice {
    border-inline-start-color: var(--_accent);
  }
  td.choice {
    inline-size: 2.6em;
    border-inline-start: 3px solid transparent;
  }
  td.choice label {
    display: grid;
    place-items: center;
    min-block-size: 24px;
    min-inline-size: 24px;
  }
  td.name {
    min-inline-size: 12.5em;
    font-weight: 500;
  }

  .pager {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.3em;
    min-block-size: var(--_control-height);
  }
  .pager .muted {
    margin-inline-end: 0.6em;
  }

  .state-text {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.9em;
    padding: 2.5em 1em;
    text-align: center;
    color: var(--_text-2);
  }
  .state-text .notice {
    text-align: start;
  }
  .agents .state-text,
  .running {
    min-block-size: 100%;
  }
  progress {
    inline-size: min(20em, 80%);
    accent-color: var(--_accent);
  }

  .plan {
    display: flex;
    flex-direction: column;
    gap: 0.5em;
    padding: 0.8em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .plan h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .stepper {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
  }
  .stepper output {
    min-inline-size: 2.2em;
    text-align: center;
    font-weight: 600;
  }
  .each {
    list-style: none;
    margin: 0.5em 0 0;
    padding: 0;
    display: grid;
    gap: 0.5em;
  }
  .each li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 16em);
    gap: 0.8em;
    align-items: center;
  }

  .summary {
    font-weight: 600;
  }
  .summary:focus {
    outline: none;
  }
  .result {
    display: flex;
    gap: 0.45em;
    align-items: flex-start;
    color: var(--_danger);
  }
  .result[data-kind='done'] {
    color: var(--_success);
  }
  .result[data-kind='uncertain'] {
    color: var(--_warning);
  }
  .wanted {
    display: block;
    margin-inline-start: 1.75em;
    font-size: 0.93em;
  }

  .chosen-line {
    flex: 1 1 12em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    color: var(--_text-2);
  }
  .chosen-line strong {
    color: var(--_text);
  }

  .toast kbd {
    font: inherit;
  }
  .toast {
    /* The list sets how much of the bottom its player takes. */
    inset: auto 0 calc(1.5em + var(--_dock-block-size, 0px));
    max-inline-size: calc(100vw - 1.5em);
    align-items: center;
    gap: 0.8em;
    padding: 0.6em 0.7em 0.6em 1em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.4);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .toast:popover-open {
    display: flex;
  }

  @container (max-width: 46em) {
    .search {
      grid-template-columns: repeat(auto-fit, minmax(7.5em, 1fr));
    }
    .agents thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .agents table,
    .agents tbody {
      display: block;
    }
    .agents tbody tr {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      block-size: auto;
      padding: 0.5em 0.6em;
      border-block-end: 1px solid var(--_border);
    }
    .agents td {
      min-inline-size: 0;
      overflow-wrap: anywhere;
      border: 0;
      padding: 0.1em 0.3em;
    }
    .agents td.choice {
      grid-row: 1 / span 8;
      padding-inline-end: 0.7em;
    }
    .agents td:not(.choice) {
      grid-column: 2;
      text-align: start;
    }
    .agents td[data-label]::before {
      content: attr(data-label) ': ';
      color: var(--_text-2);
    }
    .each li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.2em;
    }
  }

  @container (max-width: 30em) {
    :is(.rows, .plan) thead {
      position: absolute;
      clip-path: inset(50%);
    }
    :is(.rows, .plan) :is(table, tbody, tr, td) {
      display: block;
    }
    :is(.rows, .plan) td:not(:last-child) {
      border: 0;
      padding-block-end: 0;
    }
  }

  @media (max-width: 30em) {
    .chosen-line {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    tr.chosen {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
