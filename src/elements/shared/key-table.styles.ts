import { css } from 'lit';

/** The frame of a panel that opens on demand, and the table of keys. */
export const panelStyles = css`
  .panel,
  .kept {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .keys {
    padding: 0.65em 0.85em;
  }
  .keys table {
    border-collapse: collapse;
    margin-block-start: 0.4em;
  }
  .keys td {
    white-space: nowrap;
  }
  .keys th {
    text-align: start;
    font-weight: 400;
    padding-inline-end: 2em;
    padding-block: 0.15em;
  }
  kbd {
    font: inherit;
    font-variant-numeric: tabular-nums;
    padding: 0.05em 0.5em;
    border: 1px solid var(--_border-control);
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_surface-2);
  }
`;
