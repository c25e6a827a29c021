/** The player below the table. */
import { css } from 'lit';

export const openedPartsStyles = css`
  .player {
    position: sticky;
    inset-block-end: 0;
    z-index: 4;
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.4em 1em;
    padding: 0.55em 0.75em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .player-of {
    max-inline-size: 15em;
    font-weight: 500;
  }

  @container list (max-width: 48em) {
    .player {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .player-controls {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .player-of {
      max-inline-size: none;
    }
  }
`;
