import type { I18n } from '../../i18n/i18n.js';
import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import type { Message } from '../../model/message.js';
import { base, controls, tokens } from '../../styles/index.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { LateCode } from '../message-list/late-code.js';
import { icon } from '../shared/icons.js';
import { AuditEvent } from '../shared/workflow-events.js';
import {
  renderFacts,
  renderFailure,
  renderHistory,
  renderLongText,
  renderMessageText,
  type ShowText,
} from '../shared/message-details.js';
import { detailStyles } from '../shared/message-details.styles.js';
import { renderRequestId } from '../shared/error-details.js';
import type { StampPlayer } from '../shared/stamp-buttons.js';

/**
 * Shows one message to read: the text of a WEB message, who left it, its times, what was done with it.
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
  readonly #stamps = new LateCode(
    () => import('../shared/stamp-buttons.js'),
    (code) => {
      if (!code) return;
      this.adoptStyles(code.laterStyles);
      this.requestUpdate();
    },
  );
  @state() private _expanded = false;
  @state() private _commentsExpanded = false;
  /** Id of the message the host has been told of. */
  #told: string | null = null;
  #timeZone: string | undefined;
  #shown: string | null = null;
  #client: AdapterClient | null = null;
  #asked: string | undefined;

  readonly #task = new Task<readonly [AdapterClient | null, string | undefined], Message>(this, {
    task: async ([client, id], { signal }) => {
      if (!client || id === undefined || id === '') throw new Error('nothing to read');
      return client.getMessage(id, { signal });
    },
    args: () => [this.client, this.message ? undefined : this.messageId] as const,
    autoRun: false,
    onError: (error) => {
      this.#announcer.say(this.errorText(error as AdapterError));
      this.tellError(error as AdapterError);
    },
    onComplete: () => this.#announcer.clear(),
  });

  protected override get needsAdapter(): boolean {
    return !this.message;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('player') && this.player) void this.#stamps.load();
    const wanted = this.message?.id ?? this.messageId ?? null;
    if (wanted !== this.#shown) {
      this.#shown = wanted;
      this._expanded = false;
      this._commentsExpanded = false;
      this.#told = null;
    }
    const { client } = this;
    const isOther = client !== this.#client;
    this.#client = client;
    const id = this.message ? undefined : this.messageId;
    // The same id and adapter again, however often a host sets them, ask nothing.
    if (client && id !== undefined && id !== '' && (isOther || id !== this.#asked))
      void this.#task.run();
    this.#asked = id;
    if (isOther) this.#readTimeZone();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const message = this.#message;
    if (!message || this.#told === message.id) return;
    this.#told = message.id;
    void this.#tellView(message.id);
  }

  async #tellView(messageId: string): Promise<void> {
    const capabilities = await (this.client?.capabilities() ??
      Promise.resolve({ employeeId: null }));
    this.dispatchEvent(new AuditEvent('view', messageId, capabilities.employeeId ?? null));
  }

  #readTimeZone(): void {
    void this.client?.capabilities().then(({ timeZone }) => {
      this.#timeZone = timeZone;
      this.requestUpdate();
    });
  }

  get #message(): Message | null {
    if (this.message) return this.message;
    const { value } = this.#task;
    return value?.id === this.messageId ? (value ?? null) : null;
  }

  get #i18n(): I18n {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this.#timeZone,
    };
  }

  /** Times in the comments as buttons; as plain text without a player, or without the code. */
  #showComments(message: Message): ShowText | null {
    const { player } = this;
    const { code } = this.#stamps;
    if (!player || !code) return null;
    const t: I18n['t'] = (key, values) => this.t(key, values);
    return code.withStamps({
      t,
      durationSeconds: Number.isFinite(player.duration)
        ? player.duration
        : (message.durationSeconds ?? NaN),
      goTo: (seconds) => {
        this.#announcer.say(code.playFrom(player, seconds, t, this.locale.wordsTag));
      },
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
    return html`<div class="notice" data-tone="danger">
      ${icon('warning')}
      <div class="grow">
        <p>${this.errorText(error)}</p>
        ${renderRequestId(this.#i18n, error)}
      </div>
      ${
        error.code === 'not-found'
          ? nothing
          : html`<button type="button" class="button" @click=${() => this.#task.run()}>
            ${icon('refresh')}${this.t('retry')}
          </button>`
      }
    </div>`;
  }

  #renderContent(): TemplateResult | typeof nothing {
    const message = this.#message;
    if (message) return this.#renderMessage(message);
    if (!this.currentAdapter) return this.renderNoAdapter();
    if (this.messageId === undefined || this.messageId === '') return nothing;
    return this.#task.status === TaskStatus.ERROR
      ? this.#renderFailed(this.#task.error as AdapterError)
      : this.#renderLoading();
  }

  protected override render(): TemplateResult {
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      ${this.#renderContent()} ${this.#announcer.render()}
    </div>`;
  }
}
