/** The shell of a native dialog: header, body, footer. */
import { css } from 'lit';

export const dialogs = css`
  dialog {
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.6);
    box-shadow: var(--_shadow);
    padding: 0;
    inline-size: min(var(--_dialog-width, 42em), calc(100vw - 1.5em));
    max-inline-size: none;
    max-block-size: calc(100dvh - 1.5em);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(10 15 25 / 45%);
  }
  .dialog-header {
    display: flex;
    align-items: center;
    gap: 1em;
    padding: 0.9em 1.2em;
    border-block-end: 1px solid var(--_border);
  }
  .dialog-header h2 {
    flex: 1;
    min-inline-size: 0;
    font-size: 1.15em;
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .dialog-body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding: 1.2em;
    display: flex;
    flex-direction: column;
    gap: 1em;
  }
  .dialog-footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 0.6em;
    padding: 0.85em 1.2em;
    border-block-start: 1px solid var(--_border);
    background: var(--_surface-2);
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    padding: 0.2em;
    cursor: pointer;
    color: var(--_accent);
    font-weight: 500;
  }
  @media (max-width: 30em) {
    .dialog-header,
    .dialog-body,
    .dialog-footer {
      padding-inline: 0.9em;
    }
  }
`;
