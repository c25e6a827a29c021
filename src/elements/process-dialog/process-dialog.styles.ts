import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    --_dialog-width: var(--aicc-process-dialog-width, 68em);
  }

  .dialog-header {
    flex-wrap: wrap;
    gap: 0.3em 0.9em;
  }
  .dialog-header h2 {
    flex: none;
  }
  .dialog-header h2:focus {
    outline: none;
  }
  .dialog-header .whose {
    flex: 1;
    min-inline-size: 12em;
    color: var(--_text-2);
  }
  .dialog-body {
    container-type: inline-size;
  }
  .dialog-footer .start {
    margin-inline-end: auto;
  }
  .heard-note {
    display: flex;
    flex: 1 0 100%;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em 0.6em;
  }
  .heard-note > span {
    flex: 1;
    min-inline-size: 12em;
    font-variant-numeric: tabular-nums;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 1.4em;
    align-items: start;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 1.2em;
    min-inline-size: 0;
  }

  .state-notice {
    scroll-margin-block: 1em;
    flex-wrap: wrap;
    align-items: center;
  }
  .state-notice:has(.take-over) {
    align-items: flex-start;
  }
  .state-notice .grow {
    flex: 1 1 10em;
  }
  .state-notice .muted {
    color: inherit;
  }
  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .take-over {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.6em;
    margin-block-start: 0.6em;
  }
  .take-over .field {
    flex: 1 1 14em;
  }
  .take-over .label {
    color: inherit;
  }

  .call {
    display: flex;
    flex-direction: column;
    gap: 0.5em;
    padding: 0.9em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .call h3 {
    margin: 0;
  }
  .call-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.6em;
  }
  .call-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .call .number {
    font-size: 1.2em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .own-state,
  .confirm-idle {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.9em;
  }
  .hint {
    font-size: 0.93em;
    min-block-size: 1.45em;
  }
  .call-progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.45em;
    font-weight: 500;
  }
  .call-progress[data-kind='talking'] {
    color: var(--_success);
  }
  .call-progress[data-kind='alerting'],
  .call-progress[data-kind='starting'],
  .call-progress[data-kind='handed-over'] {
    color: var(--_info);
  }
  .call-progress[data-kind='failed'] {
    color: var(--_danger);
  }
  [hidden] {
    display: none !important;
  }

  .comments {
    display: flex;
    flex-direction: column;
    gap: 0.4em;
  }
  .comments .label {
    color: var(--_text);
    font-weight: 600;
  }
  /* Room for two lines of tools in the player: the second comes with the first Play. */
  .player,
  textarea {
    min-block-size: 8.5em;
  }
  textarea {
    max-block-size: 26em;
  }
  textarea[readonly] {
    background: var(--_surface-2);
  }
  .comment-notes {
    display: flex;
    gap: 1em;
    justify-content: space-between;
    min-block-size: 1.45em;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
    color: var(--_text-2);
    font-size: 0.93em;
  }
  .count[data-over='true'] {
    color: var(--_danger);
    font-weight: 600;
  }
  .note-tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.35em 0.6em;
    min-block-size: var(--_control-height);
  }
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
  .card-warning {
    color: var(--_warning);
  }

  details > :not(summary) {
    margin-block-start: 0.5em;
  }

  .question {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.8em 1.2em;
    /* The work above shrinks; on a low screen the question scrolls, and the buttons below it stay. */
    min-block-size: 0;
    overflow: auto;
    padding: 0.85em 1.2em;
    border-block-start: 2px solid var(--_warning);
    background: var(--_warning-surface);
  }
  dialog:has(.question) .dialog-body {
    flex-shrink: 1000;
  }
  .question .grow {
    flex: 1 1 16em;
  }
  .question-title {
    font-weight: 600;
  }
  .question .muted {
    color: inherit;
  }
  .question-choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }

  @container (max-width: 46em) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (max-height: 24em) {
    .dialog-header,
    .dialog-footer,
    .question {
      padding-block: 0.45em;
    }
    .dialog-header .whose {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
    dialog:has(.question) .dialog-body {
      flex-basis: 0;
      padding-block: 0;
    }
  }
  @media (max-width: 30em) {
    .dialog-header .whose {
      order: 1;
      flex-basis: 100%;
    }
  }
`;
