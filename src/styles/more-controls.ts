/** What of the controls a first screen seldom needs: faults in fields, long texts, tones of notices. */
import { css } from 'lit';

export const moreControls = css`
  .button.danger:not(:where(:disabled, [aria-disabled='true'])) {
    color: var(--_danger);
    border-color: var(--_danger);
  }
  textarea {
    padding-block: 0.5em;
    line-height: 1.5;
    resize: vertical;
  }
  ::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger) !important;
    box-shadow: 0 0 0 1px var(--_danger);
  }
  .field-error {
    display: flex;
    gap: 0.35em;
    color: var(--_danger);
    font-size: 0.93em;
  }
  .notice[data-tone='warning'] {
    background: var(--_warning-surface);
    border-color: var(--_warning);
    color: var(--_warning);
  }
  .notice[data-tone='success'] {
    background: var(--_success-surface);
    border-color: var(--_success);
    color: var(--_success);
  }
  .notice[data-tone='info'] {
    background: var(--_info-surface);
    border-color: var(--_info);
    color: var(--_info);
  }
`;
