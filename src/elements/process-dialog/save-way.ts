/** The last way on when a recording does not play here: saving it. Its dialog is loaded then. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { Strings } from '../../i18n/strings.js';
import { defineElement, type DefineScope } from '../../internal/define.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { childTag } from '../shared/child-tag.js';
import { icon } from '../shared/icons.js';
import type { DownloadDialogElement } from '../download-dialog/download-dialog.element.js';

export interface SaveWayOptions {
  readonly i18n: () => I18n;
  readonly scope: () => DefineScope;
  readonly given: () => {
    readonly adapter: MessageAdapter | null;
    readonly strings: Partial<Strings> | undefined;
  };
  readonly say: (text: string) => void;
  readonly dialog: () => DownloadDialogElement | null;
}

export class SaveWay {
  readonly #host: ReactiveControllerHost;
  readonly #options: SaveWayOptions;
  readonly #load: () => Promise<{ readonly DownloadDialogElement: typeof DownloadDialogElement }>;
  #isReady = false;
  #hasFailed = false;

  constructor(
    host: ReactiveControllerHost,
    options: SaveWayOptions,
    load = () => import('../download-dialog/download-dialog.element.js'),
  ) {
    this.#host = host;
    this.#options = options;
    this.#load = load;
  }

  /** For the player's slot `format-actions`. */
  renderButton(message: Message): TemplateResult | typeof nothing {
    if (!actionPermission(message, 'download').allowed) return nothing;
    const { t } = this.#options.i18n();
    return html`<button
      type="button"
      class="button"
      slot="format-actions"
      @click=${() => void this.#open()}
    >
        ${icon('download')}${t('download')}
      </button>
      ${
        this.#hasFailed
          ? html`<p class="muted" slot="format-actions">${t('partFailed')}</p>`
          : nothing
      }`;
  }

  /** The dialog itself, once it was asked for. */
  renderDialog(message: Message | null): TemplateResult | typeof nothing {
    if (!this.#isReady || !message) return nothing;
    const { adapter, strings } = this.#options.given();
    const tag = childTag(this.#options.scope(), 'download-dialog');
    return staticHtml`<${tag}
      class="save"
      .message=${message}
      .adapter=${adapter ?? undefined}
      .strings=${strings}
    ></${tag}>`;
  }

  async #open(): Promise<void> {
    const { i18n, say, scope, dialog } = this.#options;
    try {
      defineElement((await this.#load()).DownloadDialogElement, scope());
      this.#isReady = true;
    } catch {
      say(i18n().t('partFailed'));
    }
    this.#hasFailed = !this.#isReady;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    dialog()?.show();
  }
}
