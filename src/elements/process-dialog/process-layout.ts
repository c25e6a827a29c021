/** Where the parts of the Process dialog stand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../model/message.js';
import { renderWhose } from '../shared/dialog-parts.js';
import { renderStatus, type Speech } from '../shared/message-parts.js';

export interface Workplace {
  readonly notice: TemplateResult | typeof nothing;
  readonly isStarting: boolean;
  /** The message and the work on it; `null` while it is not known. */
  readonly message: TemplateResult | null;
  readonly work: TemplateResult | null;
}

export function renderHeader(speech: Speech, message: Message | null): TemplateResult {
  return html`<header class="dialog-header">
    <h2 id="title" tabindex="-1">${speech.t('process')}</h2>
    <p class="whose" id="whose">
      ${message ? renderWhose(speech, 'processWhose', message) : nothing}
    </p>
    ${message ? renderStatus(message.status, speech) : nothing}
  </header>`;
}

export function renderWorkplace({ notice, isStarting, message, work }: Workplace): TemplateResult {
  if (message) {
    return html`${notice}
      <div class="columns">
        <div class="column">${message}</div>
        <div class="column">${work}</div>
      </div>`;
  }
  return html`${notice}
  ${
    isStarting
      ? html`<div class="column" aria-busy="true">
        <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>
      </div>`
      : nothing
  }`;
}
