import { css } from 'lit';

/** Of transcript-panel.ts. */
export const transcriptStyles = css`
  .transcript-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em 0.8em;
    padding: 0.55em 0.65em;
    border-block-end: 1px solid var(--_border);
  }
  .transcript-bar input {
    flex: 1 1 12em;
    inline-size: auto;
  }
  .transcript ol {
    list-style: none;
    margin: 0;
    padding: 0.35em;
    max-block-size: 14em;
    overflow-y: auto;
    overscroll-behavior: contain;
    position: relative;
  }
  .transcript li button {
    display: flex;
    align-items: baseline;
    gap: 0.8em;
    inline-size: 100%;
    padding: 0.25em 0.45em;
    border-radius: calc(var(--_radius) * 0.7);
    text-align: start;
    min-block-size: 24px;
  }
  .transcript li button > :nth-child(2) {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .transcript li button:hover {
    background: var(--_surface-3);
  }
  .transcript li button:focus-visible {
    outline-offset: -2px;
  }
  .transcript [aria-current] button {
    background: var(--_selected);
    box-shadow: inset 3px 0 0 var(--_accent);
  }
  [dir='rtl'] .transcript [aria-current] button {
    box-shadow: inset -3px 0 0 var(--_accent);
  }
  .unsure {
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
  }
  mark[data-current] {
    outline: 2px solid currentcolor;
  }
  mark {
    background: var(--_warning-surface);
    color: var(--_warning);
    font-weight: 600;
  }
`;
