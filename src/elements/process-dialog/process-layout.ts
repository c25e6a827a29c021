/** Where the parts of the Process dialog stand. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../model/message.js';
import { renderWhose } from '../shared/message-fields.js';
import { renderStatus } from '../shared/message-fields.js';

export interface Workplace {
  readonly notice: TemplateResult | typeof nothing;
  readonly isStarting: boolean;
  /** The message and the work on it; `null` while it is not known. */
  readonly message: TemplateResult | null;
  readonly work: TemplateResult | null;
}

export function renderHeader(i18n: I18n, message: Message | null): TemplateResult {
  return html`<header class="dialog-header">
    <h2 id="title" tabindex="-1">${i18n.t('process')}</h2>
    <p class="whose" id="whose">
      ${message ? renderWhose(i18n, 'processWhose', message) : nothing}
    </p>
    ${message ? renderStatus(message.status, i18n) : nothing}
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
