import { css } from 'lit';

/** A time within a text. */
export const stampStyles = css`
  .stamp {
    display: inline;
    padding-inline: 0.15em;
    border-radius: calc(var(--_radius) * 0.5);
    color: var(--_accent);
    font-variant-numeric: tabular-nums;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    user-select: text;
    unicode-bidi: isolate;
    direction: ltr;
  }
  /* The block around it clips an outline outside. */
  .stamp:focus-visible {
    outline-offset: -1px;
  }
  .stamp:hover {
    background: var(--_surface-3);
  }
`;
