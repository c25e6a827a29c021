import { css } from 'lit';

/** Looks of the pieces in dialog-parts.ts. */
export const partStyles = css`
  .agent-state {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    white-space: nowrap;
  }
  .agent-state::before {
    content: '';
    flex: none;
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    border: 2px solid var(--_text-2);
  }
  .agent-state[data-state='idle']::before {
    background: var(--_success);
    border-color: var(--_success);
  }
  .agent-state[data-state='talking']::before,
  .agent-state[data-state='busy']::before {
    background: var(--_danger);
    border-color: var(--_danger);
  }
  .agent-state[data-state='wrap-up']::before,
  .agent-state[data-state='rest']::before {
    background: var(--_warning);
    border-color: var(--_warning);
  }

  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    padding: 0.2em;
    cursor: pointer;
    color: var(--_accent);
    font-weight: 500;
  }

  @media (forced-colors: active) {
    .agent-state::before {
      forced-color-adjust: none;
    }
  }
`;
