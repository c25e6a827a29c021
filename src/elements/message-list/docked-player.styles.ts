/** The player at the bottom, and the way to it from the row that plays. */
import { css } from 'lit';

export const dockedPlayerStyles = css`
  .player {
    flex: none;
    position: sticky;
    inset-block-end: 0;
    z-index: 4;
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 1fr) auto;
    align-items: start;
    gap: 0.4em 1em;
    /* Unfolded panels scroll inside, so that they do not cover the table. */
    max-block-size: min(24em, 60vh);
    overflow: auto;
    padding: 0.55em 0.75em;
    /* Room for the time over the waveform, at the pointer. */
    padding-block-start: 1.45em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .player-of {
    padding-block: 0.6em;
    max-inline-size: 11.5em;
    font-weight: 500;
  }

  /* From the row to the player, for the keyboard: visible over the row while it has the focus. */
  .actions:has(.to-player) {
    position: relative;
  }
  .to-player {
    position: absolute;
    inset-block-end: calc(100% + 0.2em);
    inset-inline-end: 0;
    z-index: 3;
    white-space: nowrap;
    box-shadow: var(--_shadow);
  }
  .to-player:not(:focus) {
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @container list (max-width: 48em) {
    .player {
      padding-block-start: 0.55em;
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
