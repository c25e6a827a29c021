import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { CallController } from '../../controllers/call/call-controller.js';
import { isCallOnLine, type CallState } from '../../controllers/call/call-machine.js';
import { LeaveGuard } from '../../controllers/leave-guard/leave-guard.js';
import { ProcessingController } from '../../controllers/processing/processing-controller.js';
import {
  isWriting,
  messageOf,
  type ProcessingState,
} from '../../controllers/processing/processing-machine.js';
import { formatInstant } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { AiccElement } from '../base/aicc-element.js';
import { childTag } from '../base/child-tag.js';
import { Announcer } from '../base/announcer.js';
import { DialogController } from '../base/dialog.js';
import {
  renderFacts,
  renderHistory,
  renderLongText,
  renderMessageText,
} from '../message-viewer/message-details.js';
import { detailStyles } from '../message-viewer/message-details.styles.js';
import {
  callerText,
  renderSentence,
  renderStatus,
  type Speech,
} from '../message-viewer/message-parts.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import {
  AuditEvent,
  BeforeCallEvent,
  BeforeProcessEvent,
  CallChangeEvent,
  ProcessedEvent,
  ProcessingStartedEvent,
  ReleasedEvent,
  type AuditAction,
} from '../workflow-events.js';
import { callRefusal, courseAnnouncement, renderCallPanel } from './call-panel.js';
import { DEFAULT_COMMENT_LIMIT, excess, renderComments } from './comment-field.js';
import { renderQuestion } from './in-dialog-question.js';
import { styles } from './process-dialog.styles.js';
import { noticeAnnouncement, renderNotice, type NoticeView } from './process-notices.js';
import { common } from '../../i18n/en/common.js';
import { errors } from '../../i18n/en/errors.js';
import { viewer } from '../../i18n/en/viewer.js';
import { process } from '../../i18n/en/process.js';

const SECOND_MS = 1000;

/**
 * Works on one message: opening it makes it Processing; listen or read, call back, comment, submit.
 * Closing without Submit leaves it Processing, to be resumed; what was typed is kept in memory.
 *
 * @element aicc-process-dialog
 * @csspart dialog - the native dialog
 * @csspart notice - how far Processing has come, and what went wrong
 * @csspart call - calling back
 * @csspart comments - the text area of the handling comments
 * @csspart status - the live region (visually hidden)
 * @cssproperty --aicc-process-dialog-width - widest inline size of the dialog
 * @fires {BeforeProcessEvent} aicc-before-process - before Processing is asked for; cancelable, `waitUntil`
 * @fires {ProcessingStartedEvent} aicc-processing-started - the message is Processing, by this user
 * @fires {BeforeCallEvent} aicc-before-call - before the customer is called; cancelable, `waitUntil`
 * @fires {CallChangeEvent} aicc-call-change - the call went one step on
 * @fires {ProcessedEvent} aicc-processed - the comments were accepted
 * @fires {ReleasedEvent} aicc-released - the message was given back
 * @fires {AuditEvent} aicc-audit - `start-processing`, `take-over`, `call`, `submit`, `release`
 * @fires {ErrorEvent} aicc-error - a failure that is shown on screen
 * @fires {Event} close - the dialog has closed; does not bubble
 */
export class ProcessDialogElement extends AiccElement {
  static override readonly elementName: string = 'process-dialog';
  static override readonly english = { ...common, ...errors, ...viewer, ...process };
  static override styles = [tokens, base, controls, dialogs, detailStyles, styles];

  /** The message to work on; wins over `messageId`. A newer version of it may be set while the dialog is open. */
  @property({ attribute: false }) message?: Message | undefined;
  /** Id of a message that the adapter is asked for. */
  @property({ attribute: 'message-id' }) messageId?: string | undefined;
  /** Whether the dialog is open. Setting it is the same as `show()` and `close()`. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Switches the browser's question before leaving the page off; see `hasPendingWork`. */
  @property({ type: Boolean, attribute: 'no-leave-guard' }) noLeaveGuard = false;

  /** What the dialog was closed with: `processed`, `released`, `close` or what `close()` was given. */
  returnValue = '';

  readonly #announcer = new Announcer(this);
  readonly #dialog = new DialogController(this, {
    dialog: () => this._dialogElement,
    onRequestClose: () => this.#mayClose(),
    onClosed: (returnValue) => this.#handleClosed(returnValue),
  });
  readonly #processing = new ProcessingController({
    onChange: () => this.#handleProcessingChange(),
    onStarted: (message, how) => {
      this.#wasBegunElsewhere = how.resumed && !this.#begunHere.has(message.id);
      this.#begunHere.add(message.id);
      this.dispatchEvent(
        new ProcessingStartedEvent({ messageId: message.id, resumed: how.resumed }),
      );
      this.#audit(how.takenOver ? 'take-over' : 'start-processing', message.id);
    },
    onProcessed: (message) => {
      this.#drafts.delete(message.id);
      this.dispatchEvent(new ProcessedEvent({ messageId: message.id }));
      this.#audit('submit', message.id);
      this.#guardLeaving();
    },
    onReleased: (message) => {
      this.dispatchEvent(new ReleasedEvent({ messageId: message.id }));
      this.#audit('release', message.id);
    },
    onError: (error) => this.tellError(error),
    employeeId: () => this.#capabilities.employeeId ?? null,
    isInUse: () => this.#call.isUp || this._player?.paused === false,
  });
  readonly #call = new CallController({
    onChange: () => this.requestUpdate(),
    onCourse: (call) => this.#handleCourse(call),
  });
  readonly #leaveGuard = new LeaveGuard();
  /** Comments not submitted yet, by message id; in memory only. */
  readonly #drafts = new Map<string, string>();
  /** Messages whose Processing was begun or resumed here before. */
  readonly #begunHere = new Set<string>();
  #wasBegunElsewhere = false;
  #capabilities: Capabilities = {};
  #opening: Promise<void> = Promise.resolve();
  /** The host is being asked. */
  #asking = false;
  /** The message of the call, which may outlive the dialog. */
  #callMessageId: string | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;
  #spoken = '';

  @state() private _comments = '';
  @state() private _restored = false;
  @state() private _commentError: string | null = null;
  @state() private _isAsking = false;
  @state() private _takeOverReason = '';
  @state() private _confirmedIdle = false;
  @state() private _textExpanded = false;
  @state() private _resultExpanded = false;
  @query('dialog') private _dialogElement!: HTMLDialogElement | null;
  @query('.player') private _player!: VoicePlayerElement | null;
  @query('textarea') private _commentField!: HTMLTextAreaElement | null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keepDraft();
    this.#processing.end();
    this.#call.end();
    clearInterval(this.#clock);
    this.#clock = undefined;
    this.open = false;
    this.#leaveGuard.set(false);
    // Out of the page it is no modal any more; it would count as open when it comes back.
    this._dialogElement?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('message') && this.open && this.message) this.#processing.see(this.message);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('open')) {
      if (!this.open) this.#dialog.close(this.returnValue);
      else if (!this.#dialog.isOpen && !this.#asking) this.#opening = this.#open();
    }
    this.#guardLeaving();
    this.#runClock();
  }

  /** True while a comment is not submitted or a write is on its way: leaving the page would lose it. */
  get hasPendingWork(): boolean {
    const unsaved = this._comments !== '' && this.#processing.state.kind !== 'processed';
    return unsaved || this.#drafts.size > 0 || this.#processing.isWriting;
  }

  /**
   * Asks the host (`aicc-before-process`), then opens the dialog and makes the message Processing.
   * Resolves when the dialog is on screen, or when the host said no.
   */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    await this.#opening;
  }

  /** Closes it without asking; a comment not submitted is kept, a write that was sent goes on. */
  close(returnValue = ''): void {
    this.returnValue = returnValue;
    this.open = false;
  }

  get #targetId(): string | null {
    return this.message?.id ?? this.messageId ?? null;
  }

  get #shownMessage(): Message | null {
    return messageOf(this.#processing.state) ?? this.message ?? null;
  }

  async #open(): Promise<void> {
    const { client } = this;
    const id = this.#targetId;
    if (client && id !== null) {
      this.#asking = true;
      const allowed = await new BeforeProcessEvent({ messageId: id }).ask(this);
      this.#asking = false;
      if (!allowed || !this.isConnected || !this.open) {
        this.open = false;
        return;
      }
    }
    this.returnValue = '';
    this._comments = (id === null ? undefined : this.#drafts.get(id)) ?? '';
    this._restored = this._comments !== '';
    if (id !== null) this.#drafts.delete(id);
    this.#wasBegunElsewhere = false;
    this._commentError = null;
    this._isAsking = false;
    this._takeOverReason = '';
    this._confirmedIdle = false;
    this._textExpanded = false;
    this._resultExpanded = false;
    this.#spoken = '';
    if (client && id !== null) {
      this.#call.begin(this.currentCallControl);
      void this.#begin(id);
    }
    await this.#dialog.open();
    // The title first: it says what this is; Tab leads on to the recording.
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  async #begin(id: string): Promise<void> {
    const { client } = this;
    if (!client) return;
    const { message } = this;
    void client.capabilities().then((capabilities) => {
      this.#capabilities = capabilities;
      this.requestUpdate();
    });
    await this.#processing.begin(client, message ?? id);
  }

  #audit(action: AuditAction, messageId: string): void {
    this.dispatchEvent(new AuditEvent(action, messageId, this.#capabilities.employeeId ?? null));
  }

  #handleProcessingChange(): void {
    const { state: processing } = this.#processing;
    this.requestUpdate();
    if (processing.kind === 'active' && processing.problem)
      this.#showFieldErrors(processing.problem.error);
    const spoken = noticeAnnouncement(this.#noticeView(processing));
    if (spoken !== this.#spoken) {
      this.#spoken = spoken;
      if (spoken !== '') this.#announcer.say(spoken);
    }
    if (processing.kind === 'processed' && processing.here) {
      this._comments = '';
      this.close('processed');
    } else if (processing.kind === 'released') {
      // Given back on purpose: what was typed is kept for whoever resumes here.
      this.close('released');
    }
  }

  /** What the backend says about the comments stands at the comments. */
  #showFieldErrors(error: AdapterError): void {
    const field = error.fields.find((one) => one.field === 'comments');
    if (!field) return;
    switch (field.code) {
      case 'required':
        this._commentError = this.t('processRequired');
        break;
      default:
        this._commentError = field.message?.slice(0, 300) ?? this.t('processFieldRefused');
    }
    void this.updateComplete.then(() => this._commentField?.focus());
  }

  #handleCourse(call: CallState): void {
    const messageId = this.#callMessageId;
    if (call.kind === 'none' || messageId === null) return;
    const { agentState } = this.#call;
    this.dispatchEvent(
      new CallChangeEvent({
        messageId,
        state: call.kind,
        reason: call.kind === 'failed' ? call.reason : null,
        agentState: agentState === 'reading' ? null : agentState,
      }),
    );
    if (isCallOnLine(call)) this._player?.pause();
    this.#announcer.say(courseAnnouncement((key, values) => this.t(key, values), call));
    if (call.kind === 'ended' || call.kind === 'failed') {
      this._confirmedIdle = false;
      if (!this.open) this.#letGo();
    }
  }

  readonly #handleCall = async (): Promise<void> => {
    const message = this.#shownMessage;
    if (!message || this.#asking || this.#call.isUp) return;
    const refusal = callRefusal({ ...this.#phoneView(), message });
    if (refusal !== null) {
      this.#announcer.say(this.t(refusal));
      return;
    }
    this.#asking = true;
    const allowed = await new BeforeCallEvent({ messageId: message.id }).ask(this);
    this.#asking = false;
    if (!allowed || !this.open || callRefusal({ ...this.#phoneView(), message }) !== null) return;
    this.#callMessageId = message.id;
    this.#audit('call', message.id);
    await this.#call.start(message);
  };

  readonly #handleHangUp = (): void => {
    void this.#call.hangUp();
  };

  readonly #handleUse = (): void => this.#processing.touch();

  readonly #handleComment = (text: string): void => {
    this._comments = text;
    this._commentError = null;
  };

  readonly #handleSubmit = (): void => {
    const { state: processing } = this.#processing;
    if (processing.kind !== 'active') {
      if (!isWriting(processing)) this.#announcer.say(this.t('processSubmitNotOpen'));
      return;
    }
    const over = excess(this._comments, this.#limit);
    if (over > 0) {
      this._commentError = this.t('processTooLong', { n: over });
      this.#announcer.say(this._commentError);
      this._commentField?.focus();
      return;
    }
    if (this._comments.trim() === '') {
      this._commentError = this.t('processRequired');
      this.#announcer.say(this._commentError);
      this._commentField?.focus();
      return;
    }
    void this.#submit();
  };

  async #submit(): Promise<void> {
    this._isAsking = false;
    this._commentError = null;
    await this.#processing.submit(this._comments);
  }

  readonly #handleGiveBack = (): void => {
    this._isAsking = false;
    void this.#processing.release();
  };

  readonly #handleCopy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this._comments);
      this.#announcer.say(this.t('processCopied'));
    } catch {
      // No clipboard in this frame: the text is selected instead.
      this._commentField?.focus();
      this._commentField?.select();
      this.#announcer.say(this.t('processSelected'));
    }
  };

  readonly #handleSeeResult = async (): Promise<void> => {
    this._resultExpanded = false;
    await this.updateComplete;
    const result = this.renderRoot.querySelector<HTMLElement>('.result');
    result?.scrollIntoView({ block: 'nearest' });
    result?.focus();
  };

  /** Whether the dialog may close now; asks in the dialog when something is at stake. */
  #mayClose(): boolean {
    const { state: processing } = this.#processing;
    const hasText = this._comments !== '' && processing.kind !== 'processed';
    if (!hasText && !this.#call.isUp && !isWriting(processing)) return true;
    if (processing.kind === 'starting' && !hasText) return true;
    this.#ask();
    return false;
  }

  #ask(): void {
    this._isAsking = true;
    this.#announcer.say(this.t('processAskClose'));
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.question button')?.focus(),
    );
  }

  #keepDraft(): void {
    const id = messageOf(this.#processing.state)?.id ?? this.#targetId;
    if (id !== null && this.open && this._comments !== '') this.#drafts.set(id, this._comments);
    this._comments = '';
  }

  #handleClosed(returnValue: string): void {
    if (this.returnValue === '') this.returnValue = returnValue;
    const id = messageOf(this.#processing.state)?.id;
    if (id !== undefined && this._comments !== '' && this.returnValue !== 'processed') {
      this.#drafts.set(id, this._comments);
    }
    this._comments = '';
    this.open = false;
    // While a call is up the lease is wanted and its course is told.
    if (!this.#call.isUp) this.#letGo();
    this.dispatchEvent(new Event('close'));
  }

  #letGo(): void {
    this.#processing.end();
    this.#call.end();
    this.requestUpdate();
  }

  #guardLeaving(): void {
    this.#leaveGuard.set(this.isConnected && !this.noLeaveGuard && this.hasPendingWork);
  }

  /** Counts the seconds of a conversation, only while it is seen. */
  #runClock(): void {
    const wanted = this.open && this.#call.state.kind === 'talking';
    if (wanted === (this.#clock !== undefined)) return;
    clearInterval(this.#clock);
    this.#clock = wanted ? setInterval(() => this.requestUpdate(), SECOND_MS) : undefined;
  }

  get #limit(): NonNullable<Capabilities['commentLimit']> {
    return this.#capabilities.commentLimit ?? DEFAULT_COMMENT_LIMIT;
  }

  get #speech(): Speech {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this.#capabilities.timeZone,
    };
  }

  #phoneView() {
    const control = this.currentCallControl;
    return {
      phone: control && {
        agentState: this.#call.agentState,
        reportsState: control.reportsAgentState !== false,
        canHangUp: this.#call.canHangUp,
      },
      confirmedIdle: this._confirmedIdle,
      isOpen: this.#processing.state.kind === 'active',
    };
  }

  #noticeView(processing: ProcessingState): NoticeView {
    return {
      speech: this.#speech,
      state: processing,
      leaseEndsSoon: this.#processing.leaseEndsSoon,
      wasBegunElsewhere: this.#wasBegunElsewhere,
      hasComments: this._comments !== '',
      takeOverReason: this._takeOverReason,
      errorText: (error) => this.errorText(error),
      onRetry: () => void this.#processing.retry(this.#targetId ?? undefined),
      onTakeOver: () => void this.#processing.takeOver(this._takeOverReason.trim()),
      onTakeOverReason: (reason) => {
        this._takeOverReason = reason;
      },
      onKeepLease: this.#handleUse,
      onCopy: () => void this.#handleCopy(),
    };
  }

  #renderHeader(message: Message | null): TemplateResult {
    const speech = this.#speech;
    return html`<header class="dialog-header">
      <h2 id="title" tabindex="-1">${this.t('process')}</h2>
      <p class="whose" id="whose">
        ${
          message
            ? renderSentence(
                speech,
                'processWhose',
                { caller: html`<bdi dir="ltr">${callerText(message, speech)}</bdi>` },
                { time: formatInstant(message.createdAt, speech.locale, speech.timeZone) },
              )
            : nothing
        }
      </p>
      ${message ? renderStatus(message.status, speech) : nothing}
    </header>`;
  }

  #renderMessage(message: Message): TemplateResult {
    const speech = this.#speech;
    const player = childTag(this.scope, 'voice-player');
    return html`
      ${
        message.channel === 'voice'
          ? html`<section>
            <h3>${this.t('processRecording')}</h3>
            ${staticHtml`<${player}
              class="player"
              .message=${message}
              .adapter=${this.currentAdapter ?? undefined}
              .strings=${this.strings}
              .callActive=${isCallOnLine(this.#call.state)}
            ></${player}>`}
          </section>`
          : nothing
      }
      ${
        message.channel === 'voice' && message.text === null
          ? nothing
          : html`<section>
            <h3>${this.t('processMessage')}</h3>
            ${renderMessageText(speech, message, this._textExpanded, () => {
              this._textExpanded = true;
            })}
          </section>`
      }
      ${
        message.status === 'processed' && message.handlingComments
          ? html`<section class="result" tabindex="-1">
            <h3>${this.t('processResult')}</h3>
            ${renderLongText(speech, message.handlingComments, null, this._resultExpanded, () => {
              this._resultExpanded = true;
            })}
          </section>`
          : nothing
      }
      <section>
        <h3>${this.t('processDetails')}</h3>
        ${renderFacts(speech, message, { status: false })}
      </section>
      <details>
        <summary>${this.t('processHistory')}</summary>
        ${renderHistory(speech, message)}
      </details>
    `;
  }

  #renderWork(message: Message): TemplateResult {
    const { state: processing } = this.#processing;
    const speech = this.#speech;
    return html`
      ${renderCallPanel({
        speech,
        message,
        call: this.#call.state,
        ...this.#phoneView(),
        telLinks: this.#capabilities.telLinks === true,
        onCall: () => void this.#handleCall(),
        onHangUp: this.#handleHangUp,
        onReadState: () => void this.#call.readAgentState(),
        onConfirmIdle: (confirmed) => {
          this._confirmedIdle = confirmed;
        },
      })}
      ${renderComments({
        speech,
        comments: this._comments,
        limit: this.#limit,
        readOnly: processing.kind !== 'active',
        error: this._commentError,
        restored: this._restored,
        onInput: this.#handleComment,
      })}
    `;
  }

  #renderBody(message: Message | null): TemplateResult {
    if (!this.currentAdapter) return this.renderNoAdapter();
    return html`
      ${renderNotice(this.#noticeView(this.#processing.state))}
      ${
        message
          ? html`<div class="columns">
            <div class="column">${this.#renderMessage(message)}</div>
            <div class="column">${this.#renderWork(message)}</div>
          </div>`
          : this.#processing.state.kind === 'starting'
            ? html`<div class="column" aria-busy="true">
              <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>
            </div>`
            : nothing
      }
    `;
  }

  #renderQuestion(): TemplateResult | typeof nothing {
    if (!this._isAsking) return nothing;
    const { state: processing } = this.#processing;
    const isActive = processing.kind === 'active';
    const details = [
      this.t(isWriting(processing) ? 'processAskCloseWrite' : 'processAskCloseText'),
      ...(this.#call.isUp ? [this.t('processAskCloseCall')] : []),
    ];
    return renderQuestion(this.t('processAskClose'), details, [
      {
        text: this.t('processAskStay'),
        onChoose: () => {
          this._isAsking = false;
          this._commentField?.focus();
        },
      },
      ...(isActive && this.client?.canRelease === true
        ? [{ text: this.t('processAskGiveBack'), onChoose: this.#handleGiveBack }]
        : []),
      {
        text: this.t(isActive ? 'processAskKeep' : 'close'),
        onChoose: () => this.close('close'),
      },
    ]);
  }

  #renderFooter(): TemplateResult {
    const { state: processing } = this.#processing;
    const isSubmitting = processing.kind === 'submitting';
    const canRelease = processing.kind === 'active' && this.client?.canRelease === true;
    return html`<footer class="dialog-footer">
      ${
        canRelease || processing.kind === 'releasing'
          ? html`<button
            type="button"
            class="button quiet start"
            aria-disabled=${!canRelease}
            @click=${this.#handleGiveBack}
          >
            ${this.t(canRelease ? 'processGiveBack' : 'processGivingBack')}
          </button>`
          : nothing
      }
      <button type="button" class="button" @click=${() => this.#dialog.requestClose('close')}>
        ${this.t('close')}
      </button>
      ${
        processing.kind === 'processed' && !processing.here
          ? processing.message.handlingComments
            ? html`<button type="button" class="button primary" @click=${this.#handleSeeResult}>
              ${this.t('processSeeResult')}
            </button>`
            : nothing
          : html`<button
              type="button"
              class="button primary"
              aria-disabled=${processing.kind !== 'active'}
              aria-describedby="submit-hint"
              @click=${this.#handleSubmit}
            >
              ${this.t(isSubmitting ? 'processSubmitting' : 'processSubmit')}
            </button>
            <span class="visually-hidden" id="submit-hint"
              >${
                processing.kind === 'active' || isSubmitting ? '' : this.t('processSubmitNotOpen')
              }</span
            >`
      }
    </footer>`;
  }

  protected override render(): TemplateResult {
    const message = this.#shownMessage;
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        aria-labelledby="title"
        aria-describedby="whose"
        @cancel=${this.#dialog.handleCancel}
        @close=${this.#dialog.handleClose}
        @pointerdown=${this.#handleUse}
        @keydown=${this.#handleUse}
      >
        ${
          this.open
            ? html`
              ${this.#renderHeader(message)}
              <div class="dialog-body">${this.#renderBody(message)}</div>
              ${this.#renderQuestion()} ${this.#renderFooter()}
            `
            : nothing
        }
      </dialog>
      ${this.#announcer.render()}
    </div>`;
  }
}
