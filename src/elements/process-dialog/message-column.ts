/** The message in the Process dialog: its recording or text, the result, the facts, the history. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import {
  renderFacts,
  renderHistory,
  renderLongText,
  renderMessageText,
  type ShowText,
} from '../shared/message-details.js';

/** Which long texts are shown in full. */
export interface Expanded {
  readonly text: boolean;
  readonly result: boolean;
}

export interface MessageColumnView {
  readonly i18n: I18n;
  readonly message: Message;
  readonly player: TemplateResult;
  /** Shows the result in another way than as plain text. */
  readonly showResult: ShowText | null;
  readonly expanded: Expanded;
  readonly onExpand: (what: keyof Expanded) => void;
}

export function renderMessageColumn(view: MessageColumnView): TemplateResult {
  const { i18n, message, expanded } = view;
  const { t } = i18n;
  const isVoice = message.channel === 'voice';
  return html`
    ${
      isVoice
        ? html`<section>
          <h3>${t('processRecording')}</h3>
          ${view.player}
        </section>`
        : nothing
    }
    ${
      isVoice && message.text === null
        ? nothing
        : html`<section>
          <h3>${t('processMessage')}</h3>
          ${renderMessageText(i18n, message, expanded.text, () => view.onExpand('text'))}
        </section>`
    }
    ${
      message.status === 'processed' && message.handlingComments
        ? html`<section class="result" tabindex="-1">
          <h3>${t('processResult')}</h3>
          ${renderLongText(
            i18n,
            message.handlingComments,
            null,
            expanded.result,
            () => view.onExpand('result'),
            view.showResult,
          )}
        </section>`
        : nothing
    }
    <section>
      <h3>${t('processDetails')}</h3>
      ${renderFacts(i18n, message, { status: false })}
    </section>
    <details>
      <summary>${t('processHistory')}</summary>
      ${renderHistory(i18n, message)}
    </details>
  `;
}
