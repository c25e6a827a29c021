/** What the elements that are one native dialog have in common. */
import type { I18n } from '../../i18n/i18n.js';
import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { RetryWait } from '../../controllers/retry-wait/retry-wait.js';
import { AiccElement } from './aicc-element.js';
import { Announcer } from './announcer.js';
import { DialogController } from './dialog-controller.js';

/** Base of the Allocate and the Process dialog: opening, closing, what the backend can do, the words. */
export abstract class DialogElement extends AiccElement {
  /** Whether the dialog is open. Setting it is the same as `show()` and `close()`. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** What the dialog was closed with; `close()` and the buttons set it. */
  returnValue = '';

  protected readonly announcer = new Announcer(this);
  protected readonly dialog: DialogController = new DialogController(this, {
    dialog: () => this._dialogElement,
    onRequestClose: () => this.mayClose(),
    onClosed: (returnValue) => this.handleClosed(returnValue),
  });
  protected readonly retryWait = new RetryWait(this, {
    onOver: () => this.announcer.say(this.t('errorRetryNow')),
    onHeldBack: (seconds) => this.announcer.say(this.t('errorRetryIn', { n: seconds })),
  });
  protected capabilities: Capabilities = {};
  @query('dialog') private readonly _dialogElement!: HTMLDialogElement | null;
  #opening: Promise<void> = Promise.resolve();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
    // Out of the page it is no modal any more; it would count as open when it comes back.
    this._dialogElement?.close();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('open')) return;
    if (!this.open) this.dialog.close(this.returnValue);
    else if (!this.dialog.isOpen) this.#opening = this.openDialog();
  }

  /** Opens the dialog. Resolves when it is on screen, or when the host said no. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    await this.#opening;
  }

  /** Closes it without asking; a write that was sent goes on and is told by its event. */
  close(returnValue = ''): void {
    this.returnValue = returnValue;
    this.open = false;
  }

  /** Whether it may close on the person's wish now. */
  protected mayClose(): boolean {
    return true;
  }

  /** Prepares and opens the native dialog. */
  protected openDialog(): Promise<void> {
    return this.dialog.open();
  }

  /** After the native dialog has closed, however that came. */
  protected handleClosed(_returnValue: string): void {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }

  /** Asks what the backend can do; the screen follows when the answer is here. */
  protected readCapabilities(): void {
    void this.client?.capabilities().then((capabilities) => {
      this.capabilities = capabilities;
      this.requestUpdate();
    });
  }

  /** Tells the host of a write that was refused or failed, and counts down where a time was named. */
  protected tellWriteError(error: AdapterError): void {
    this.tellError(error);
    this.retryWait.begin(error);
  }

  /** The words and habits that the templates speak with. */
  protected get i18n(): I18n {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this.capabilities.timeZone,
    };
  }

  /** The element inside that `selector` names, after the next rendering, gets the focus. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
