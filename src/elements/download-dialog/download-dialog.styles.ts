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

  /* A batch. */
  dialog.batch {
    --_dialog-width: var(--aicc-download-dialog-width, 40em);
  }
  ul.plain,
  ul.results {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .range time {
    white-space: nowrap;
  }
  .notice ul.plain {
    margin-block-start: 0.35em;
  }
  ul.results {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .results li {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 0.35em 0.7em;
    padding: 0.6em 0.8em;
  }
  .results li + li {
    border-block-start: 1px solid var(--_border);
  }
  .results li > .button {
    margin-inline-start: auto;
  }
  .results .mark {
    flex: none;
    inline-size: 1.3em;
  }
  .results .what {
    flex: 1 1 14em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .results .state {
    color: var(--_text-2);
  }
  .results [data-kind='done'] .mark {
    color: var(--_success);
  }
  .results [data-kind='failed'] :is(.mark, .state) {
    color: var(--_danger);
  }
  .results [data-kind='receiving'] .mark {
    color: var(--_accent);
  }
  .results details {
    margin-block-start: 0.25em;
  }
  summary {
    min-block-size: 1.75em;
    padding: 0;
  }
  .results dl {
    font-size: 0.93em;
  }
`;
