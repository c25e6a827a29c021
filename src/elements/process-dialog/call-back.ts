/** Calls the customer back from the dialog: asks the host, follows the call, emits its progress. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import { CallController } from '../../controllers/call/call-controller.js';
import { isCallOnLine, type CallState } from '../../controllers/call/call-machine.js';
import type { I18n, Translate } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import { BeforeCallEvent, CallChangeEvent } from '../shared/workflow-events.js';
import { callDisabledReason, progressAnnouncement, type CallView } from './call-panel.js';

export interface CallBackOptions {
  readonly control: () => CallControl | null;
  readonly t: Translate;
  readonly announce: (text: string) => void;
  /** Whether the message is open for processing by us. */
  readonly isOpen: () => boolean;
  /** Whether the dialog is on screen. */
  readonly isShown: () => boolean;
  /** The call was requested. */
  readonly onCall: (messageId: string) => void;
  /** The call has made a step. */
  readonly onProgress: (call: CallState) => void;
}

const SECOND_MS = 1000;

export class CallBack implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #options: CallBackOptions;
  readonly #call: CallController;
  /** The message of the call, which may outlive the dialog. */
  #messageId: string | null = null;
  #confirmedIdle = false;
  /** The host is being asked. */
  #isAskingHost = false;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, options: CallBackOptions) {
    this.#host = host;
    this.#options = options;
    this.#call = new CallController({
      onChange: () => host.requestUpdate(),
      onProgress: (call) => this.#handleProgress(call),
    });
    host.addController(this);
  }

  get state(): CallState {
    return this.#call.state;
  }

  get isUp(): boolean {
    return this.#call.isUp;
  }

  /** The customer can be heard: nothing else may sound. */
  get isOnLine(): boolean {
    return isCallOnLine(this.#call.state);
  }

  /** Starts to listen for a message that was opened; a call that is still up is kept. */
  begin(): void {
    this.#confirmedIdle = false;
    this.#call.begin(this.#options.control());
  }

  end(): void {
    this.#call.end();
  }

  /** Calls the customer of `message`, if the agent's state and the host allow it. */
  async start(message: Message): Promise<void> {
    if (this.#isAskingHost || this.isUp) return;
    const disabledReason = callDisabledReason(this.#viewOf(message));
    if (disabledReason !== null) {
      this.#options.announce(this.#options.t(disabledReason));
      return;
    }
    this.#isAskingHost = true;
    const allowed = await new BeforeCallEvent({ messageId: message.id }).ask(this.#host);
    this.#isAskingHost = false;
    if (!allowed || callDisabledReason(this.#viewOf(message)) !== null) return;
    this.#messageId = message.id;
    this.#options.onCall(message.id);
    await this.#call.start(message);
  }

  /** The content and the actions of the panel. */
  view(i18n: I18n, message: Message, telLinks: boolean): CallView {
    return {
      ...this.#viewOf(message),
      i18n,
      call: this.#call.state,
      telLinks,
      onCall: () => void this.start(message),
      onHangUp: () => {
        if (this.isUp) void this.#call.hangUp();
        else this.#options.announce(this.#options.t('processNoCall'));
      },
      onReadState: () => void this.#call.readAgentState(),
      onConfirmIdle: (confirmed) => {
        this.#confirmedIdle = confirmed;
        this.#host.requestUpdate();
      },
    };
  }

  hostUpdated(): void {
    this.#runClock(this.#options.isShown() && this.#call.state.kind === 'talking');
  }

  hostDisconnected(): void {
    this.#runClock(false);
  }

  #viewOf(message: Message): Parameters<typeof callDisabledReason>[0] {
    const control = this.#options.control();
    return {
      message,
      phone: control && {
        agentState: this.#call.agentState,
        reportsState: control.reportsAgentState !== false,
        canHangUp: this.#call.canHangUp,
      },
      confirmedIdle: this.#confirmedIdle,
      isOpen: this.#options.isOpen(),
    };
  }

  #handleProgress(call: CallState): void {
    if (call.kind === 'none' || this.#messageId === null) return;
    const { agentState } = this.#call;
    this.#host.dispatchEvent(
      new CallChangeEvent({
        messageId: this.#messageId,
        state: call.kind,
        reason: call.kind === 'failed' ? call.reason : null,
        agentState: agentState === 'reading' ? null : agentState,
      }),
    );
    this.#options.announce(progressAnnouncement(this.#options.t, call));
    // A confirmation of being idle holds for one call.
    if (!this.isUp) this.#confirmedIdle = false;
    this.#options.onProgress(call);
  }

  /** Counts the seconds of a conversation, only while it is on screen. */
  #runClock(isRunning: boolean): void {
    if (isRunning === (this.#clock !== undefined)) return;
    clearInterval(this.#clock);
    this.#clock = isRunning ? setInterval(() => this.#host.requestUpdate(), SECOND_MS) : undefined;
  }
}
