import { css } from 'lit';

/** Of listening-panel.ts. */
export const listeningStyles = css`
  .listening {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(18em, 100%), 1fr));
    gap: 0.85em 1.4em;
    padding: 0.75em 0.85em;
  }
  .listening label {
    display: inline-flex;
    align-items: center;
    gap: 0.55em;
    min-block-size: 24px;
    cursor: pointer;
  }
  .listening label[data-off] {
    color: var(--_text-2);
    cursor: not-allowed;
  }
  .listening .choice > p {
    margin-inline-start: 1.7em;
    font-size: 0.93em;
  }
  .listening .output {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em 0.65em;
  }
  .listening .output select {
    flex: 1 1 9em;
    inline-size: auto;
    text-overflow: ellipsis;
  }
  .listening .output + p {
    margin-inline-start: 0;
  }
`;
