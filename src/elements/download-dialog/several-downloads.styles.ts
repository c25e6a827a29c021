import { css } from 'lit';

export const severalStyles = css`
  dialog.several {
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
