import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import { isCallOnLine, type CallState } from '../../controllers/call/call-machine.js';
import { LeaveGuard } from '../../controllers/leave-guard/leave-guard.js';
import { ProcessingController } from '../../controllers/processing/processing-controller.js';
import { isWriting, messageOf } from '../../controllers/processing/processing-machine.js';
import { RequiredListening } from '../../controllers/processing/required-listening.js';
import type { Message } from '../../model/message.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import type { DownloadDialogElement } from '../download-dialog/download-dialog.element.js';
import { agentStateStyles } from '../shared/agent-state.styles.js';
import { childTag } from '../shared/child-tag.js';
import { DialogElement } from '../shared/dialog-element.js';
import { panelStyles } from '../shared/key-table.styles.js';
import { detailStyles } from '../shared/message-details.styles.js';
import { renderStatus, renderWhose } from '../shared/message-fields.js';
import { stampStyles } from '../shared/stamp-buttons.styles.js';
import { BeforeProcessEvent } from '../shared/workflow-events.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import { CallBack } from './call-back.js';
import { renderCallPanel } from './call-panel.js';
import { isAtStake, renderClosingQuestion } from './closing-question.js';
import {
  CommentDraft,
  backendCommentError,
  commentError,
  commentLimit,
  copyComments,
  renderComments,
} from './comment-field.js';
import { renderMessageColumn, type Expanded } from './message-column.js';
import type { NoteShortcuts } from './note-keys.js';
import { NoteTaking } from './note-taking.js';
import { styles } from './process-dialog.styles.js';
import { renderFooter, submitDisabledReason } from './process-footer.js';
import { NoticeController, renderNotice, type NoticeView } from './process-notices.js';
import { ProcessingEvents } from './processing-events.js';
import { RecoveryActions } from './recovery-actions.js';

const NOTHING_EXPANDED: Expanded = { text: false, result: false };

/**
 * Works on one message: opening it makes it Processing; listen or read, call back, comment, submit.
 * Closing without Submit leaves it Processing, to be resumed; the comments stay in memory.
 *
 * @element aicc-process-dialog
 * @csspart dialog - the native dialog
 * @csspart notice - the progress of Processing, and its failures
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
 * @fires {AdapterErrorEvent} aicc-error - a failure that is shown on screen
 * @fires {Event} close - the dialog has closed; does not bubble
 */
export class ProcessDialogElement extends DialogElement {
  static override readonly elementName: string = 'process-dialog';
  static override styles = [
    tokens,
    base,
    controls,
    dialogs,
    agentStateStyles,
    detailStyles,
    panelStyles,
    stampStyles,
    styles,
  ];

  /** The message to work on; wins over `messageId`. A newer version of it may be set while the dialog is open. */
  @property({ attribute: false }) message?: Message | undefined;
  /** Id of a message that the adapter is asked for. */
  @property({ attribute: 'message-id' }) messageId?: string | undefined;
  /** Switches the browser's question before leaving the page off; see `hasPendingWork`. */
  @property({ type: Boolean, attribute: 'no-leave-guard' }) noLeaveGuard = false;

  /** Chords per action while comments are typed, as `Ctrl+j`; `null` for none, `null` as a whole switches all off. */
  @property({ attribute: false }) noteShortcuts: NoteShortcuts | null = {};

  readonly #events = new ProcessingEvents(this, () => this.capabilities.employeeId ?? null);
  readonly #processing: ProcessingController = new ProcessingController({
    onChange: () => this.#handleProcessingChange(),
    onStarted: (message, how) => {
      this._startedElsewhere = this.#events.started(message, how);
    },
    onProcessed: (message, heard) => {
      this.#draft.forget(message.id);
      this.#events.processed(message, heard);
      this.#guardLeaving();
    },
    onReleased: (message) => this.#events.released(message),
    onError: (error) => this.emitCommandError(error),
    employeeId: () => this.capabilities.employeeId ?? null,
    isInUse: () => this.#call.isUp || this._player?.paused === false,
  });
  readonly #call: CallBack = new CallBack(this, {
    control: () => this.currentCallControl,
    t: this.t,
    announce: this.announce,
    isOpen: () => this.#processing.state.kind === 'active',
    isShown: () => this.open,
    onCall: (messageId) => this.#events.called(messageId),
    onProgress: (call) => this.#handleCallProgress(call),
  });
  readonly #draft = new CommentDraft(this);
  readonly #notes = new NoteTaking(this, {
    t: this.t,
    tag: () => this.locale.wordsTag,
    announce: this.announce,
    player: () => this._player,
    field: () => this._commentField,
    shortcuts: () => this.noteShortcuts,
    onUse: () => this.#processing.touch(),
  });
  readonly #listening = new RequiredListening(this, {
    i18n: () => this.i18n,
    announce: this.announce,
    player: () => this._player,
    message: () => this.#shownMessage,
    requiredPercent: () => this.capabilities.heardBeforeSubmitPercent ?? 0,
  });
  readonly #notices = new NoticeController();
  readonly #leaveGuard = new LeaveGuard();
  readonly #recovery = new RecoveryActions(this, {
    t: this.t,
    announce: this.announce,
    scope: () => this.scope,
    dialog: () => this._downloadDialog,
  });

  @state() private _startedElsewhere = false;
  @state() private _isQuestionShown = false;
  @state() private _takeOverReason = '';
  @state() private _expanded = NOTHING_EXPANDED;
  @query('.player') private readonly _player!: VoicePlayerElement | null;
  @query('.download') private readonly _downloadDialog!: DownloadDialogElement | null;
  @query('textarea') private readonly _commentField!: HTMLTextAreaElement | null;
  /** The host is being asked whether the message may be opened. */
  #isAskingHost = false;

  override disconnectedCallback(): void {
    if (this.open) this.#draft.keep(messageOf(this.#processing.state)?.id ?? this.#targetId);
    super.disconnectedCallback();
    this.#processing.end();
    this.#call.end();
    this.#leaveGuard.set(false);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('message') && this.open && this.message) this.#processing.receive(this.message);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#guardLeaving();
  }

  /** True while a comment is not submitted or a command is on its way: leaving the page would lose it. */
  get hasPendingWork(): boolean {
    return this.#hasText || this.#draft.hasKept || isWriting(this.#processing.state);
  }

  /** Asks the host (`aicc-before-process`), then opens the dialog and makes the message Processing. */
  protected override async openDialog(): Promise<void> {
    if (this.#isAskingHost) return;
    const { client } = this;
    const id = this.#targetId;
    if (client && id !== null) {
      this.#isAskingHost = true;
      const allowed = await new BeforeProcessEvent({ messageId: id }).ask(this);
      this.#isAskingHost = false;
      if (!allowed || !this.isConnected || !this.open) {
        this.open = false;
        return;
      }
    }
    this.returnValue = '';
    this.#draft.open(id);
    this.retryWait.clear();
    this._startedElsewhere = false;
    this._isQuestionShown = false;
    this._takeOverReason = '';
    this._expanded = NOTHING_EXPANDED;
    this.#notices.reset();
    this.#listening.reset();
    this.#recovery.reset();
    this.#notes.reset();
    if (client && id !== null) {
      this.#call.begin();
      this.readCapabilities();
      void this.#processing.begin(client, this.message ?? id);
    }
    await super.openDialog();
    // The title gets the focus, so that a screen reader begins with it; Tab leads to the recording.
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** Asks in the dialog before it closes with something at stake. */
  protected override mayClose(): boolean {
    if (!isAtStake(this.#processing.state, this.#hasText, this.#call.isUp)) return true;
    this._isQuestionShown = true;
    this.announce(this.t('processAskClose'));
    void this.#showQuestion();
    return false;
  }

  /** Focuses the first answer, and shows the question from its beginning. */
  async #showQuestion(): Promise<void> {
    await this.focusOn('.question button');
    this.renderRoot.querySelector('.question')?.scrollTo({ top: 0, behavior: 'instant' });
  }

  protected override handleClosed(returnValue: string): void {
    if (this.returnValue === '') this.returnValue = returnValue;
    const id = messageOf(this.#processing.state)?.id ?? null;
    this.#draft.keep(this.returnValue === 'processed' ? null : id);
    // During a call the lease is kept and its progress is reported.
    if (!this.#call.isUp) this.#end();
    super.handleClosed(returnValue);
    // The event is late: the host is already being asked to open it again.
    if (this.#isAskingHost) this.open = true;
  }

  get #targetId(): string | null {
    return this.message?.id ?? this.messageId ?? null;
  }

  get #shownMessage(): Message | null {
    return messageOf(this.#processing.state) ?? this.message ?? null;
  }

  get #hasText(): boolean {
    return this.#draft.text !== '' && this.#processing.state.kind !== 'processed';
  }

  #handleProcessingChange(): void {
    const { state: processing } = this.#processing;
    this.requestUpdate();
    const { text, problem } = this.#notices.changes(this.#noticeView());
    if (problem) this.#refuseComments(backendCommentError(problem.error, this.i18n));
    const reason = problem ? this.#listening.handleRefusal(problem.error) : '';
    if (text !== '') void this.#announceNotice(`${text} ${reason}`.trim());
    if (processing.kind === 'processed' && processing.here) {
      this.#draft.clear();
      this.close('processed');
    } else if (processing.kind === 'released') {
      // Given back on purpose: the text is kept for the next opening.
      this.close('released');
    }
  }

  #handleCallProgress(call: CallState): void {
    if (isCallOnLine(call)) this._player?.pauseForCall();
    // The end of this call is not reported: only the agent starts playback again.
    else if (call.kind === 'handed-over') this._player?.pause();
    if ((call.kind === 'ended' || call.kind === 'failed') && !this.open) this.#end();
  }

  #end(): void {
    this.#processing.end();
    this.#call.end();
    this.requestUpdate();
  }

  readonly #handleUse = (): void => this.#processing.touch();

  readonly #handleSubmit = (): void => {
    const { state: processing } = this.#processing;
    const disabledReason = submitDisabledReason(processing);
    if (disabledReason !== null) {
      if (!isWriting(processing)) this.announce(this.t(disabledReason));
      return;
    }
    if (this.#listening.holdsBack() || this.retryWait.holdsBack()) return;
    const error = commentError(this.#draft.text, this.capabilities, this.i18n);
    if (error !== null) {
      this.announce(error);
      this.#refuseComments(error);
      return;
    }
    this._isQuestionShown = false;
    this.#draft.refuse(null);
    void this.#processing.submit(this.#draft.text, this.#listening.statement());
  };

  /** Announces the notice, and scrolls it into view. */
  async #announceNotice(text: string): Promise<void> {
    this.announce(text);
    await this.updateComplete;
    this.renderRoot.querySelector('.state-notice')?.scrollIntoView({ block: 'nearest' });
  }

  /** Shows the error at the comments, and focuses them. */
  #refuseComments(error: string | null): void {
    if (error === null) return;
    this.#draft.refuse(error);
    void this.focusOn('textarea');
  }

  readonly #handleGiveBack = (): void => {
    this._isQuestionShown = false;
    if (!this.retryWait.holdsBack()) void this.#processing.release();
  };

  readonly #handleRetry = (): void => {
    if (!this.retryWait.holdsBack()) void this.#processing.retry(this.#targetId ?? undefined);
  };

  readonly #handleResumeHere = (): void => {
    this._startedElsewhere = false;
    this._commentField?.focus();
  };

  readonly #handleCopy = async (): Promise<void> => {
    const copied = await copyComments(this.#draft.text, this._commentField);
    this.announce(this.t(copied ? 'processCopied' : 'processSelected'));
  };

  readonly #handleSeeResult = async (): Promise<void> => {
    this._expanded = { ...this._expanded, result: false };
    await this.focusOn('.result');
    this.renderRoot.querySelector('.result')?.scrollIntoView({ block: 'nearest' });
  };

  #guardLeaving(): void {
    this.#leaveGuard.set(this.isConnected && !this.noLeaveGuard && this.hasPendingWork);
  }

  #noticeView(): NoticeView {
    return {
      i18n: this.i18n,
      state: this.#processing.state,
      leaseEndsSoon: this.#processing.leaseEndsSoon,
      startedElsewhere: this._startedElsewhere,
      hasComments: this.#draft.text !== '',
      takeOverReason: this._takeOverReason,
      retrySeconds: this.retryWait.seconds,
      errorText: (error) => this.errorText(error),
      onRetry: this.#handleRetry,
      onTakeOver: () => void this.#processing.takeOver(this._takeOverReason.trim()),
      onTakeOverReason: (reason) => {
        this._takeOverReason = reason;
      },
      onKeepLease: this.#handleUse,
      onResumeHere: this.#handleResumeHere,
      onCopy: () => void this.#handleCopy(),
    };
  }

  #renderPlayer(message: Message): TemplateResult {
    const player = childTag(this.scope, 'voice-player');
    return staticHtml`<${player}
      class="player"
      .message=${message}
      .adapter=${this.currentAdapter ?? undefined}
      .callControl=${this.currentCallControl ?? undefined}
      .strings=${this.strings}
      .callActive=${this.#call.isOnLine}
      >${this.#recovery.renderActions(message)}</${player}>`;
  }

  #renderMessage(message: Message): TemplateResult {
    return renderMessageColumn({
      i18n: this.i18n,
      message,
      player: this.#renderPlayer(message),
      showResult: this.#notes.texts(message.durationSeconds),
      expanded: this._expanded,
      onExpand: (what) => {
        this._expanded = { ...this._expanded, [what]: true };
      },
    });
  }

  #renderWork(message: Message): TemplateResult {
    const { i18n, capabilities } = this;
    return html`
      ${renderCallPanel(this.#call.view(i18n, message, capabilities.telLinks === true))}
      ${renderComments({
        i18n,
        comments: this.#draft.text,
        limit: commentLimit(capabilities),
        readOnly: this.#processing.state.kind !== 'active',
        error: this.#draft.error,
        restored: this.#draft.restored,
        notes: message.channel === 'voice' ? this.#notes : null,
        announcedSeconds: message.durationSeconds,
        onInput: (text) => this.#draft.type(text),
      })}
    `;
  }

  #renderHeader(message: Message | null): TemplateResult {
    return html`<header class="dialog-header">
      <h2 id="title" tabindex="-1">${this.t('process')}</h2>
      <p class="whose" id="whose">
        ${message ? renderWhose(this.i18n, 'processWhose', message) : nothing}
      </p>
      ${message ? renderStatus(message.status, this.i18n) : nothing}
    </header>`;
  }

  #renderBody(message: Message | null): TemplateResult {
    if (!this.currentAdapter) return this.renderNoAdapter();
    const notice = renderNotice(this.#noticeView());
    if (message) {
      return html`${notice}
        <div class="columns">
          <div class="column">${this.#renderMessage(message)}</div>
          <div class="column">${this.#renderWork(message)}</div>
        </div>`;
    }
    return html`${notice}
    ${
      this.#processing.state.kind === 'starting'
        ? html`<div class="column" aria-busy="true">
          <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>
        </div>`
        : nothing
    }`;
  }

  #renderQuestion(): TemplateResult | typeof nothing {
    if (!this._isQuestionShown) return nothing;
    return renderClosingQuestion({
      i18n: this.i18n,
      state: this.#processing.state,
      callIsUp: this.#call.isUp,
      backendReleases: this.client?.canRelease === true,
      onStay: () => {
        this._isQuestionShown = false;
        this._commentField?.focus();
      },
      onGiveBack: this.#handleGiveBack,
      onClose: () => this.close('close'),
    });
  }

  protected override render(): TemplateResult {
    const message = this.#shownMessage;
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        aria-labelledby="title"
        aria-describedby="whose"
        @cancel=${this.dialog.handleCancel}
        @close=${this.dialog.handleClose}
        @pointerdown=${this.#handleUse}
        @keydown=${this.#handleUse}
      >
        ${
          this.open
            ? html`
              ${this.#renderHeader(message)}
              <div class="dialog-body">${this.#renderBody(message)}</div>
              ${this.#renderQuestion()} ${this.#recovery.renderDialog(message, this.currentAdapter, this.strings)}
              ${renderFooter({
                i18n: this.i18n,
                state: this.#processing.state,
                backendReleases: this.client?.canRelease === true,
                retrySeconds: this.retryWait.seconds,
                listening: this.#listening,
                onGiveBack: this.#handleGiveBack,
                onClose: () => this.dialog.requestClose('close'),
                onSubmit: this.#handleSubmit,
                onSeeResult: () => void this.#handleSeeResult(),
              })}
            `
            : nothing
        }
      </dialog>
      ${this.announcer.render()}
    </div>`;
  }
}
