/** A button that opens a closed dialog again. */
import { html, type TemplateResult } from 'lit';

interface Opens extends Element {
  show(): unknown;
}

/** Renders the button. It must come directly before the dialog element that it opens. */
export function renderOpener(): TemplateResult {
  const open = (event: Event): void => {
    const dialog = (event.currentTarget as Element).nextElementSibling;
    void (dialog as Opens | null)?.show();
  };
  return html`<button type="button" class="story-button" lang="en" @click=${open}>
    Open the dialog
  </button>`;
}
