/** The base of the elements that are one native dialog. */
import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n } from '../../i18n/i18n.js';
import { RetryWait } from '../../controllers/retry-wait/retry-wait.js';
import { AiccElement } from './aicc-element.js';
import { Announcer } from './announcer.js';
import { DialogController } from './dialog-controller.js';

/** Opens and closes the dialog, reads the backend's capabilities, and has the words for templates. */
export abstract class DialogElement extends AiccElement {
  /** Whether the dialog is open. Setting it is the same as `show()` and `close()`. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** What the dialog was closed with; `close()` and the buttons set it. */
  returnValue = '';

  protected readonly announcer = new Announcer(this);
  /** Announces `text` to screen readers. */
  protected readonly announce = (text: string): void => this.announcer.announce(text);
  protected readonly dialog: DialogController = new DialogController(this, {
    dialog: () => this._dialogElement,
    onRequestClose: () => this.mayClose(),
    onClosed: (returnValue) => this.handleClosed(returnValue),
  });
  protected readonly retryWait = new RetryWait(this, {
    onOver: () => this.announce(this.t('errorRetryNow')),
    onHeldBack: (seconds) => this.announce(this.t('errorRetryIn', { n: seconds })),
  });
  protected capabilities: Capabilities = {};
  @query('dialog') private readonly _dialogElement!: HTMLDialogElement | null;
  #opening: Promise<void> = Promise.resolve();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
    // Outside the page it is no longer modal, but would count as open when it comes back.
    this._dialogElement?.close();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('open')) return;
    if (!this.open) this.dialog.close(this.returnValue);
    else if (!this.dialog.isOpen) this.#opening = this.openDialog();
  }

  /** Opens the dialog. Resolves when it is on screen, or when the host has refused. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    await this.#opening;
  }

  /** Closes it without asking; a command that was sent goes on, and its event follows. */
  close(returnValue = ''): void {
    this.returnValue = returnValue;
    this.open = false;
  }

  /** Whether a person may close it now. */
  protected mayClose(): boolean {
    return true;
  }

  /** Prepares and opens the native dialog. */
  protected openDialog(): Promise<void> {
    return this.dialog.open();
  }

  /** Called after the native dialog has closed, for whatever reason. */
  protected handleClosed(_returnValue: string): void {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }

  /** Reads the backend's capabilities, and renders again with them. */
  protected readCapabilities(): void {
    void this.client?.capabilities().then((capabilities) => {
      this.capabilities = capabilities;
      this.requestUpdate();
    });
  }

  /** Emits the error of a command, and counts down where the backend names a time for the next try. */
  protected emitCommandError(error: AdapterError): void {
    this.emitError(error);
    this.retryWait.begin(error);
  }

  /** Words, numbers and times for the templates. */
  protected get i18n(): I18n {
    return {
      t: this.t,
      locale: this.locale.tag,
      timeZone: this.capabilities.timeZone,
    };
  }

  /** Focuses the first element that matches `selector`, after the next rendering. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
