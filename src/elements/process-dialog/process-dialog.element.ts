import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import { isCallOnLine, type CallState } from '../../controllers/call/call-machine.js';
import { LeaveGuard } from '../../controllers/leave-guard/leave-guard.js';
import { ProcessingController } from '../../controllers/processing/processing-controller.js';
import { isWriting, messageOf } from '../../controllers/processing/processing-machine.js';
import type { Message } from '../../model/message.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { childTag } from '../shared/child-tag.js';
import { DialogElement } from '../shared/dialog-element.js';
import type { DownloadDialogElement } from '../download-dialog/download-dialog.element.js';
import { detailStyles } from '../shared/message-details.styles.js';
import { agentStateStyles } from '../shared/agent-state.styles.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import { BeforeProcessEvent } from '../shared/workflow-events.js';
import { CallBack } from './call-back.js';
import { renderCallPanel } from './call-panel.js';
import { CommentDraft } from './comment-draft.js';
import {
  commentFault,
  commentLimit,
  copyComments,
  renderComments,
  toldFault,
} from './comment-field.js';
import { isAtStake, renderClosingQuestion } from './closing-question.js';
import { HeardLink } from './heard-link.js';
import { renderMessageColumn, type Expanded } from './message-column.js';
import type { NoteShortcuts } from './note-keys.js';
import { NotesLink } from './notes-link.js';
import { renderHeader, renderWorkplace } from './process-layout.js';
import { renderFooter, submitRefusal } from './process-footer.js';
import { SaveWay } from './save-way.js';
import { styles } from './process-dialog.styles.js';
import { NoticeNews, renderNotice, type NoticeView } from './process-notices.js';
import { WorkTold } from './work-told.js';

const NOTHING_EXPANDED: Expanded = { text: false, result: false };

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

  readonly #told = new WorkTold(this, () => this.capabilities.employeeId ?? null);
  readonly #processing: ProcessingController = new ProcessingController({
    onChange: () => this.#handleProcessingChange(),
    onStarted: (message, how) => {
      this._begunElsewhere = this.#told.started(message, how);
    },
    onProcessed: (message, heard) => {
      this.#draft.forget(message.id);
      this.#told.processed(message, heard);
      this.#guardLeaving();
    },
    onReleased: (message) => this.#told.released(message),
    onError: (error) => this.tellWriteError(error),
    employeeId: () => this.capabilities.employeeId ?? null,
    isInUse: () => this.#call.isUp || this._player?.paused === false,
  });
  readonly #call: CallBack = new CallBack(this, {
    control: () => this.currentCallControl,
    t: (key, values) => this.t(key, values),
    say: (text) => this.announcer.say(text),
    isOpen: () => this.#processing.state.kind === 'active',
    isShown: () => this.open,
    onCall: (messageId) => this.#told.called(messageId),
    onCourse: (call) => this.#handleCourse(call),
  });
  readonly #draft = new CommentDraft(this);
  readonly #notes = new NotesLink(this, {
    t: (key, values) => this.t(key, values),
    tag: () => this.locale.wordsTag,
    say: (text) => this.announcer.say(text),
    player: () => this._player,
    field: () => this._commentField,
    shortcuts: () => this.noteShortcuts,
    onUse: () => this.#processing.touch(),
    adoptStyles: (styles) => this.adoptStyles(styles),
  });
  readonly #heard = new HeardLink(this, {
    i18n: () => this.i18n,
    say: (text) => this.announcer.say(text),
    player: () => this._player,
    message: () => this.#shownMessage,
    needed: () => this.capabilities.heardBeforeSubmitPercent ?? 0,
  });
  readonly #save = new SaveWay(this, {
    i18n: () => this.i18n,
    scope: () => this.scope,
    given: () => ({ adapter: this.currentAdapter, strings: this.strings }),
    say: (text) => this.announcer.say(text),
    dialog: () => this.renderRoot.querySelector<DownloadDialogElement>('.save'),
  });
  readonly #leaveGuard = new LeaveGuard();
  /** The host is being asked. */
  #asking = false;
  readonly #news = new NoticeNews();

  @state() private _begunElsewhere = false;
  @state() private _isAsking = false;
  @state() private _takeOverReason = '';
  @state() private _expanded = NOTHING_EXPANDED;
  @query('.player') private readonly _player!: VoicePlayerElement | null;
  @query('textarea') private readonly _commentField!: HTMLTextAreaElement | null;

  override disconnectedCallback(): void {
    if (this.open) this.#draft.keep(messageOf(this.#processing.state)?.id ?? this.#targetId);
    super.disconnectedCallback();
    this.#processing.end();
    this.#call.end();
    this.#leaveGuard.set(false);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('message') && this.open && this.message) this.#processing.see(this.message);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#guardLeaving();
  }

  /** True while a comment is not submitted or a write is on its way: leaving the page would lose it. */
  get hasPendingWork(): boolean {
    return this.#hasText || this.#draft.hasKept || this.#processing.isWriting;
  }

  /** Asks the host (`aicc-before-process`), then opens the dialog and makes the message Processing. */
  protected override async openDialog(): Promise<void> {
    if (this.#asking) return;
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
    this.#draft.open(id);
    this.retryWait.clear();
    this._begunElsewhere = false;
    this._isAsking = false;
    this._takeOverReason = '';
    this._expanded = NOTHING_EXPANDED;
    this.#news.reset();
    this.#heard.begin();
    this.#notes.reset();
    if (client && id !== null) {
      this.#call.begin();
      this.readCapabilities();
      void this.#processing.begin(client, this.message ?? id);
    }
    await super.openDialog();
    // The title first: it says what this is; Tab leads on to the recording.
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** Whether the dialog may close now; asks in the dialog when something is at stake. */
  protected override mayClose(): boolean {
    if (!isAtStake(this.#processing.state, this.#hasText, this.#call.isUp)) return true;
    this._isAsking = true;
    this.announcer.say(this.t('processAskClose'));
    void this.#showQuestion();
    return false;
  }

  /** The focus is on the first answer, and the question is read from its beginning. */
  async #showQuestion(): Promise<void> {
    await this.focusOn('.question button');
    this.renderRoot.querySelector('.question')?.scrollTo({ top: 0, behavior: 'instant' });
  }

  protected override handleClosed(returnValue: string): void {
    if (this.returnValue === '') this.returnValue = returnValue;
    const id = messageOf(this.#processing.state)?.id ?? null;
    this.#draft.keep(this.returnValue === 'processed' ? null : id);
    // While a call is up the lease is wanted and its course is told.
    if (!this.#call.isUp) this.#letGo();
    super.handleClosed(returnValue);
    // Told only now, while the host is being asked about opening it again.
    if (this.#asking) this.open = true;
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
    const { text, problem } = this.#news.look(this.#noticeView());
    if (problem) this.#refuseComments(toldFault(problem.error, this.i18n));
    const why = problem ? this.#heard.refuse(problem.error) : '';
    if (text !== '') void this.#tellNotice(`${text} ${why}`.trim());
    if (processing.kind === 'processed' && processing.here) {
      this.#draft.clear();
      this.close('processed');
    } else if (processing.kind === 'released') {
      // Given back on purpose: what was typed is kept for whoever resumes here.
      this.close('released');
    }
  }

  #handleCourse(call: CallState): void {
    if (isCallOnLine(call)) this._player?.pauseForCall();
    // Nobody will tell when this call ends: playback goes on only when the agent plays again.
    else if (call.kind === 'handed-over') this._player?.pause();
    if ((call.kind === 'ended' || call.kind === 'failed') && !this.open) this.#letGo();
  }

  #letGo(): void {
    this.#processing.end();
    this.#call.end();
    this.requestUpdate();
  }

  readonly #handleUse = (): void => this.#processing.touch();

  readonly #handleSubmit = (): void => {
    const { state: processing } = this.#processing;
    const refusal = submitRefusal(processing);
    if (refusal !== null) {
      if (!isWriting(processing)) this.announcer.say(this.t(refusal));
      return;
    }
    if (this.#heard.holdsBack() || this.retryWait.holdsBack()) return;
    const fault = commentFault(this.#draft.text, this.capabilities, this.i18n);
    if (fault !== null) {
      this.announcer.say(fault);
      this.#refuseComments(fault);
      return;
    }
    this._isAsking = false;
    this.#draft.refuse(null);
    void this.#processing.submit(this.#draft.text, this.#heard.submit());
  };

  /** Says it, and brings it into view where the work was scrolled down. */
  async #tellNotice(text: string): Promise<void> {
    this.announcer.say(text);
    await this.updateComplete;
    this.renderRoot.querySelector('.state-notice')?.scrollIntoView({ block: 'nearest' });
  }

  /** What is wrong with the comments stands at them, and the focus goes there. */
  #refuseComments(fault: string | null): void {
    if (fault === null) return;
    this.#draft.refuse(fault);
    void this.focusOn('textarea');
  }

  readonly #handleGiveBack = (): void => {
    this._isAsking = false;
    if (!this.retryWait.holdsBack()) void this.#processing.release();
  };

  readonly #handleRetry = (): void => {
    if (!this.retryWait.holdsBack()) void this.#processing.retry(this.#targetId ?? undefined);
  };

  readonly #handleResumeHere = (): void => {
    this._begunElsewhere = false;
    this._commentField?.focus();
  };

  readonly #handleCopy = async (): Promise<void> => {
    const copied = await copyComments(this.#draft.text, this._commentField);
    this.announcer.say(this.t(copied ? 'processCopied' : 'processSelected'));
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
      begunElsewhere: this._begunElsewhere,
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
      >${this.#save.renderButton(message)}</${player}>`;
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

  #renderBody(message: Message | null): TemplateResult {
    if (!this.currentAdapter) return this.renderNoAdapter();
    return renderWorkplace({
      notice: renderNotice(this.#noticeView()),
      isStarting: this.#processing.state.kind === 'starting',
      message: message && this.#renderMessage(message),
      work: message && this.#renderWork(message),
    });
  }

  #renderQuestion(): TemplateResult | typeof nothing {
    if (!this._isAsking) return nothing;
    return renderClosingQuestion({
      i18n: this.i18n,
      state: this.#processing.state,
      callIsUp: this.#call.isUp,
      backendReleases: this.client?.canRelease === true,
      onStay: () => {
        this._isAsking = false;
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
              ${renderHeader(this.i18n, message)}
              <div class="dialog-body">${this.#renderBody(message)}</div>
              ${this.#renderQuestion()} ${this.#save.renderDialog(message)}
              ${renderFooter({
                i18n: this.i18n,
                state: this.#processing.state,
                backendReleases: this.client?.canRelease === true,
                retrySeconds: this.retryWait.seconds,
                heard: this.#heard,
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
