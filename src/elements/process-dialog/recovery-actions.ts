/** Recovery from a recording that does not play here: the person downloads it. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { Translate } from '../../i18n/i18n.js';
import type { Strings } from '../../i18n/strings.js';
import { defineElement, type DefineScope } from '../../internal/define.js';
import { lazy } from '../../internal/lazy.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import type { DownloadDialogElement } from '../download-dialog/download-dialog.element.js';
import { childTag } from '../shared/child-tag.js';
import { icon } from '../shared/icons.js';
import { LazyController } from '../shared/lazy-controller.js';

const downloadDialog = lazy(() => import('../download-dialog/download-dialog.element.js'));

export interface RecoveryOptions {
  readonly t: Translate;
  readonly announce: (text: string) => void;
  readonly scope: () => DefineScope;
  /** The rendered download dialog. */
  readonly dialog: () => DownloadDialogElement | null;
}

export class RecoveryActions {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: RecoveryOptions;
  readonly #lazy: LazyController;
  /** The download dialog is defined in the scope of the host. */
  #isLoaded = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: RecoveryOptions) {
    this.#host = host;
    this.#options = options;
    this.#lazy = new LazyController(host, options);
  }

  /** Drops a dialog that is still loading, and the notice of one that failed. */
  reset(): void {
    this.#lazy.cancel();
  }

  readonly #handleDownload = (): void => {
    void this.#lazy.open(downloadDialog, async ({ DownloadDialogElement: element }) => {
      defineElement(element, this.#options.scope());
      this.#isLoaded = true;
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      this.#options.dialog()?.show();
    });
  };

  /** For the player's slot `format-actions`. */
  renderActions(message: Message): TemplateResult | typeof nothing {
    if (!actionPermission(message, 'download').allowed) return nothing;
    return html`<button
        type="button"
        class="button"
        slot="format-actions"
        @click=${this.#handleDownload}
      >
        ${icon('download')}${this.#options.t('download')}
      </button>
      ${
        this.#lazy.hasFailed
          ? html`<div slot="format-actions">${this.#lazy.render()}</div>`
          : nothing
      }`;
  }

  /** The dialog itself, once the person has asked for it. */
  renderDialog(
    message: Message | null,
    adapter: MessageAdapter | null,
    strings: Partial<Strings> | undefined,
  ): TemplateResult | typeof nothing {
    if (!this.#isLoaded || !message) return nothing;
    const tag = childTag(this.#options.scope(), 'download-dialog');
    return staticHtml`<${tag}
      class="download"
      .message=${message}
      .adapter=${adapter ?? undefined}
      .strings=${strings}
    ></${tag}>`;
  }
}
