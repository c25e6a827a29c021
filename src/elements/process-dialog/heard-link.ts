/** Between the Process dialog and "so much heard before Submit", whose code comes where the backend asks. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { HeardStatement } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { LateCode } from '../message-list/late-code.js';
import type { HeardGate, HeardGateOptions } from './heard-gate.js';

export class HeardLink {
  readonly #options: HeardGateOptions;
  readonly #late: LateCode<typeof import('./heard-gate.js')>;
  #gate: HeardGate | null = null;

  constructor(
    host: ReactiveControllerHost,
    options: HeardGateOptions,
    load = () => import('./heard-gate.js'),
  ) {
    this.#options = options;
    this.#late = new LateCode(load, (code) => {
      if (code) this.#gate ??= new code.HeardGate(host, options);
      host.requestUpdate();
    });
  }

  /** Another message, or the same one opened again. */
  begin(): void {
    this.#gate?.begin();
  }

  /** Too little was heard for Submit. Without the code for it the backend alone judges. */
  get isMissing(): boolean {
    return this.#gate?.isMissing ?? false;
  }

  /** True when Submit may not go on; why is then said. */
  holdsBack(): boolean {
    return this.#gate?.holdsBack() ?? false;
  }

  /** What goes along with the comments; `null` where nobody asks. */
  submit(): HeardStatement | null {
    return this.#gate?.submit() ?? null;
  }

  /** The backend refused: what is to be said where it was for this, else nothing. */
  refuse(error: AdapterError): string {
    if (this.#gate) return this.#gate.refuse(error);
    if (error.fields.some(({ field }) => field === 'heard')) {
      void this.#late.load().then(() => {
        if (this.#gate) this.#options.say(this.#gate.refuse(error));
      });
    }
    return '';
  }

  render(): TemplateResult | typeof nothing {
    if (this.#gate) return this.#gate.render();
    const { message, needed, i18n } = this.#options;
    const isAsked = needed() > 0 && message()?.channel === 'voice';
    if (!this.#late.hasFailed) {
      if (isAsked) void this.#late.load();
      return nothing;
    }
    const { t } = i18n();
    return html`<div class="heard-note">
      <span>${t('processHeardFailed')}</span>
      <button type="button" class="link" @click=${() => this.#late.load()}>${t('retry')}</button>
    </div>`;
  }
}
