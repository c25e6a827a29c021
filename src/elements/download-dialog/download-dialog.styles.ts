import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    --_dialog-width: var(--aicc-download-dialog-width, 32em);
    inline-size: min(var(--_dialog-width), calc(100vw - 1.5em));
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.3em 1.2em;
    margin: 0;
  }
  dt {
    color: var(--_text-2);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .question {
    font-weight: 600;
  }
  .digest {
    font-family: ui-monospace, monospace;
    font-size: 0.86em;
  }
  progress {
    inline-size: 100%;
    block-size: 0.6em;
    accent-color: var(--_accent);
  }
  .password {
    display: flex;
    gap: 0.5em;
  }
  /* Edge's own: one is enough. */
  ::-ms-reveal {
    display: none;
  }
  .progress {
    display: flex;
    flex-direction: column;
    gap: 0.4em;
  }
  .button {
    min-inline-size: 5.5em;
  }
`;
