import { css } from 'lit';

/** The text, the facts and the history of a message. */
export const detailStyles = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: 0.7em 1.2em;
    margin: 0;
  }
  .fact {
    min-inline-size: 0;
  }
  dt {
    font-size: 0.93em;
    color: var(--_text-2);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .long-text {
    min-inline-size: 0;
  }
  .text-body {
    max-block-size: 24em;
    overflow: auto;
    padding: 0.8em 0.95em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .block {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    /* Stacked marks stay inside. */
    overflow: clip;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 20em;
  }
  .block:only-child {
    content-visibility: visible;
  }

  .history {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 0.15em;
  }
  .history li {
    display: grid;
    grid-template-columns: 11.5em minmax(0, 1fr);
    gap: 0.2em 1em;
    padding-block: 0.35em;
    border-block-end: 1px solid var(--_border);
  }
  .history li:last-child {
    border: 0;
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1em 0.8em;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  .note {
    flex-basis: 100%;
    white-space: pre-wrap;
    overflow: clip;
  }
  section > h3 {
    font-size: 0.93em;
    font-weight: 600;
    color: var(--_text-2);
    margin-block-end: 0.5em;
  }

  @container (max-width: 30em) {
    .facts {
      grid-template-columns: repeat(auto-fill, minmax(8.5em, 1fr));
    }
    .history li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
