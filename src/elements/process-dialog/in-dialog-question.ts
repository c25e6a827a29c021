/** A question asked inside the dialog, above its buttons: never a box of the browser's. */
import { html, type TemplateResult } from 'lit';

export interface Choice {
  readonly text: string;
  readonly onChoose: () => void;
}

export function renderQuestion(
  title: string,
  details: readonly string[],
  choices: readonly Choice[],
): TemplateResult {
  return html`<div
    class="question"
    role="group"
    aria-labelledby="question-title"
    aria-describedby="question-details"
  >
    <div class="grow">
      <p class="question-title" id="question-title">${title}</p>
      <p class="muted" id="question-details">${details.join(' ')}</p>
    </div>
    <div class="question-choices">
      ${choices.map(
        ({ text, onChoose }) =>
          html`<button
            type="button"
            class="button"
            @click=${onChoose}
          >
            ${text}
          </button>`,
      )}
    </div>
  </div>`;
}
