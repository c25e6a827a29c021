/** The message that is worked on: its recording or text, the result, the facts, the history. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../model/message.js';
import {
  renderFacts,
  renderHistory,
  renderLongText,
  renderMessageText,
  type ShowText,
} from '../shared/message-details.js';
import type { Speech } from '../shared/message-parts.js';

/** Which long texts are shown in full. */
export interface Expanded {
  readonly text: boolean;
  readonly result: boolean;
}

export interface MessageColumnView {
  readonly speech: Speech;
  readonly message: Message;
  readonly player: TemplateResult;
  /** How the result is shown, where not as it is. */
  readonly showResult: ShowText | null;
  readonly expanded: Expanded;
  readonly onExpand: (what: keyof Expanded) => void;
}

export function renderMessageColumn(view: MessageColumnView): TemplateResult {
  const { speech, message, expanded } = view;
  const { t } = speech;
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
          ${renderMessageText(speech, message, expanded.text, () => view.onExpand('text'))}
        </section>`
    }
    ${
      message.status === 'processed' && message.handlingComments
        ? html`<section class="result" tabindex="-1">
          <h3>${t('processResult')}</h3>
          ${renderLongText(
            speech,
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
      ${renderFacts(speech, message, { status: false })}
    </section>
    <details>
      <summary>${t('processHistory')}</summary>
      ${renderHistory(speech, message)}
    </details>
  `;
}
