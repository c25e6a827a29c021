import { Task, TaskStatus, initialState } from '@lit/task';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import { base, controls, tokens } from '../../styles/index.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { renderRetryNotice } from '../shared/error-details.js';
import {
  renderFacts,
  renderFailure,
  renderHistory,
  renderLongText,
  renderMessageText,
  type ShowText,
} from '../shared/message-details.js';
import { detailStyles } from '../shared/message-details.styles.js';
import { playFrom, withStamps, type StampPlayer } from '../shared/stamp-buttons.js';
import { stampStyles } from '../shared/stamp-buttons.styles.js';
import { AuditEvent } from '../shared/workflow-events.js';

/**
 * Shows one message to read: the text of a WEB message, its caller, its times, its history.
 *
 * @element aicc-message-viewer
 * @csspart text - the text of the message or the handling comments
 * @csspart facts - caller, channel, status, employee, times
 * @csspart failure - why the message could not be allocated
 * @csspart history - what happened to the message, oldest first
 * @csspart status - the live region (visually hidden)
 * @fires {AuditEvent} aicc-audit - `view`, once for each message that is shown
 * @fires {AdapterErrorEvent} aicc-error - the message could not be read
 */
export class MessageViewerElement extends AiccElement {
  static override readonly elementName: string = 'message-viewer';
  static override styles = [
    tokens,
    base,
    controls,
    detailStyles,
    stampStyles,
    css`
      .root {
        container-type: inline-size;
        display: flex;
        flex-direction: column;
        gap: 1.2em;
      }
      .skeleton {
        margin-block: 0.5em;
      }
      .skeleton.short {
        inline-size: 40%;
      }
    `,
  ];

  /** The message to show; wins over `messageId`. */
  @property({ attribute: false }) message?: Message | undefined;
  /** Id of a message that the adapter is asked for. */
  @property({ attribute: 'message-id' }) messageId?: string | undefined;
  /**
   * A player of this message's recording, as `aicc-voice-player`: times in the handling comments, as
   * `[1:05]`, are buttons that play from there.
   */
  @property({ attribute: false }) player?: StampPlayer | null | undefined;

  readonly #announcer = new Announcer(this);
  /** Reads the message of `messageId`, once for each id and adapter. */
  readonly #reading = new Task(this, {
    args: () => [this.client, this.message ? '' : (this.messageId ?? '')] as const,
    task: ([client, id], { signal }) =>
      client && id !== '' ? client.getMessage(id, { signal }) : initialState,
    onComplete: () => this.#announcer.clear(),
    onError: (error) => {
      // The client rejects with nothing else.
      this.#announcer.announce(this.errorText(error as AdapterError));
      this.emitError(error as AdapterError);
    },
  });
  readonly #capabilities = new Task(this, {
    args: () => [this.client] as const,
    task: ([client]) => client?.capabilities() ?? initialState,
  });

  @state() private _expanded = false;
  @state() private _commentsExpanded = false;
  /** Id of the message on screen, for which texts were expanded. */
  #shownId: string | null = null;
  /** Id of the message whose view was emitted. */
  #viewedId: string | null = null;

  protected override get needsAdapter(): boolean {
    return !this.message;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const id = this.message?.id ?? this.messageId ?? null;
    if (id === this.#shownId) return;
    this.#shownId = id;
    this.#viewedId = null;
    this._expanded = false;
    this._commentsExpanded = false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const message = this.#message;
    if (!message || this.#viewedId === message.id) return;
    this.#viewedId = message.id;
    void this.#emitView(message.id);
  }

  async #emitView(messageId: string): Promise<void> {
    const capabilities = await this.client?.capabilities();
    this.dispatchEvent(new AuditEvent('view', messageId, capabilities?.employeeId ?? null));
  }

  get #message(): Message | null {
    if (this.message) return this.message;
    const { value } = this.#reading;
    return value && value.id === this.messageId ? value : null;
  }

  get #i18n(): I18n {
    return {
      t: this.t,
      locale: this.locale.tag,
      timeZone: this.#capabilities.value?.timeZone,
    };
  }

  /** Shows the times in the comments as buttons; `null` without a player. */
  #showComments(message: Message): ShowText | null {
    const { player } = this;
    if (!player) return null;
    return withStamps({
      t: this.t,
      durationSeconds: Number.isFinite(player.duration)
        ? player.duration
        : (message.durationSeconds ?? NaN),
      goTo: (seconds) =>
        this.#announcer.announce(playFrom(player, seconds, this.t, this.locale.wordsTag)),
    });
  }

  #renderMessage(message: Message): TemplateResult {
    const i18n = this.#i18n;
    return html`
      ${renderFailure(i18n, message)}
      ${
        message.channel === 'voice' && message.text === null
          ? nothing
          : html`<section>
            <h3>${this.t('viewerText')}</h3>
            ${renderMessageText(i18n, message, this._expanded, () => {
              this._expanded = true;
            })}
          </section>`
      }
      ${renderFacts(i18n, message)}
      ${
        message.handlingComments === null || message.handlingComments === ''
          ? nothing
          : html`<section>
            <h3>${this.t('viewerComments')}</h3>
            ${renderLongText(
              i18n,
              message.handlingComments,
              null,
              this._commentsExpanded,
              () => {
                this._commentsExpanded = true;
              },
              this.#showComments(message),
            )}
          </section>`
      }
      <section>
        <h3>${this.t('viewerHistory')}</h3>
        ${renderHistory(i18n, message)}
      </section>
    `;
  }

  #renderLoading(): TemplateResult {
    return html`<div aria-busy="true">
      <span class="visually-hidden">${this.t('loading')}</span>
      <span class="skeleton short"></span><span class="skeleton"></span
      ><span class="skeleton"></span><span class="skeleton short"></span>
    </div>`;
  }

  #renderFailed(error: AdapterError): TemplateResult {
    return renderRetryNotice({
      t: this.t,
      text: this.errorText(error),
      error,
      onRetry: error.code === 'not-found' ? null : () => void this.#reading.run(),
    });
  }

  #renderContent(): TemplateResult | typeof nothing {
    const message = this.#message;
    if (message) return this.#renderMessage(message);
    if (!this.currentAdapter) return this.renderNoAdapter();
    if (!this.messageId) return nothing;
    return this.#reading.status === TaskStatus.ERROR
      ? this.#renderFailed(this.#reading.error as AdapterError)
      : this.#renderLoading();
  }

  protected override render(): TemplateResult {
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      ${this.#renderContent()} ${this.#announcer.render()}
    </div>`;
  }
}
