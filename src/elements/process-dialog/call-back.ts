/** Calling the customer back from the dialog: asks the host, follows the call, tells its course. */
import type { I18n } from '../../i18n/i18n.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import { CallController } from '../../controllers/call/call-controller.js';
import { isCallOnLine, type CallState } from '../../controllers/call/call-machine.js';
import type { Message } from '../../model/message.js';
import { BeforeCallEvent, CallChangeEvent } from '../shared/workflow-events.js';
import { callRefusal, courseAnnouncement, type CallView } from './call-panel.js';

export interface CallBackFacts {
  readonly control: () => CallControl | null;
  readonly t: I18n['t'];
  readonly say: (text: string) => void;
  /** Whether the message is open for processing by us. */
  readonly isOpen: () => boolean;
  /** Whether the dialog is on screen. */
  readonly isShown: () => boolean;
  /** The call was asked for. */
  readonly onCall: (messageId: string) => void;
  /** The call went one step on. */
  readonly onCourse: (call: CallState) => void;
}

const SECOND_MS = 1000;

export class CallBack implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #facts: CallBackFacts;
  readonly #call: CallController;
  /** The message of the call, which may outlive the dialog. */
  #messageId: string | null = null;
  #confirmedIdle = false;
  /** The host is being asked. */
  #asking = false;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, facts: CallBackFacts) {
    this.#host = host;
    this.#facts = facts;
    this.#call = new CallController({
      onChange: () => host.requestUpdate(),
      onCourse: (call) => this.#handleCourse(call),
    });
    host.addController(this);
  }

  get state(): CallState {
    return this.#call.state;
  }

  get isUp(): boolean {
    return this.#call.isUp;
  }

  /** Nothing may sound beside it. */
  get isOnLine(): boolean {
    return isCallOnLine(this.#call.state);
  }

  /** Begins to listen for a newly opened message; a call that is still up is kept. */
  begin(): void {
    this.#confirmedIdle = false;
    this.#call.begin(this.#facts.control());
  }

  end(): void {
    this.#call.end();
  }

  /** Calls the customer of `message`, if the agent's state and the host allow it. */
  async start(message: Message): Promise<void> {
    if (this.#asking || this.isUp) return;
    const refusal = callRefusal(this.#viewOf(message));
    if (refusal !== null) {
      this.#facts.say(this.#facts.t(refusal));
      return;
    }
    this.#asking = true;
    const allowed = await new BeforeCallEvent({ messageId: message.id }).ask(this.#host);
    this.#asking = false;
    if (!allowed || callRefusal(this.#viewOf(message)) !== null) return;
    this.#messageId = message.id;
    this.#facts.onCall(message.id);
    await this.#call.start(message);
  }

  /** What the panel shows and does. */
  view(i18n: I18n, message: Message, telLinks: boolean): CallView {
    return {
      ...this.#viewOf(message),
      i18n,
      call: this.#call.state,
      telLinks,
      onCall: () => void this.start(message),
      onHangUp: () => {
        if (this.isUp) void this.#call.hangUp();
        else this.#facts.say(this.#facts.t('processNoCall'));
      },
      onReadState: () => void this.#call.readAgentState(),
      onConfirmIdle: (confirmed) => {
        this.#confirmedIdle = confirmed;
        this.#host.requestUpdate();
      },
    };
  }

  hostUpdated(): void {
    this.#runClock(this.#facts.isShown() && this.#call.state.kind === 'talking');
  }

  hostDisconnected(): void {
    this.#runClock(false);
  }

  #viewOf(message: Message): Parameters<typeof callRefusal>[0] {
    const control = this.#facts.control();
    return {
      message,
      phone: control && {
        agentState: this.#call.agentState,
        reportsState: control.reportsAgentState !== false,
        canHangUp: this.#call.canHangUp,
      },
      confirmedIdle: this.#confirmedIdle,
      isOpen: this.#facts.isOpen(),
    };
  }

  #handleCourse(call: CallState): void {
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
    this.#facts.say(courseAnnouncement(this.#facts.t, call));
    // Being idle is confirmed for one call.
    if (!this.isUp) this.#confirmedIdle = false;
    this.#facts.onCourse(call);
  }

  /** Counts the seconds of a conversation, only while it is seen. */
  #runClock(wanted: boolean): void {
    if (wanted === (this.#clock !== undefined)) return;
    clearInterval(this.#clock);
    this.#clock = wanted ? setInterval(() => this.#host.requestUpdate(), SECOND_MS) : undefined;
  }
}
