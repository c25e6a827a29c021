import { css } from 'lit';

/** Looks of what note-taking.ts shows under the comments. */
export const noteStyles = css`
  .insert-time {
    margin-inline-start: -0.35em;
  }
  .stamps {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em;
  }
  .stamp-chip {
    gap: 0.25em;
    min-block-size: 1.9em;
    padding-inline: 0.35em 0.6em;
    font-size: 0.93em;
  }
  .stamp-chip .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
    color: var(--_accent);
  }
`;
