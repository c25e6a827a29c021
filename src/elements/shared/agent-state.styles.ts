import { css } from 'lit';

/** The state of an agent's phone: a dot beside its word. */
export const agentStateStyles = css`
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

  @media (forced-colors: active) {
    .agent-state::before {
      forced-color-adjust: none;
    }
  }
`;
