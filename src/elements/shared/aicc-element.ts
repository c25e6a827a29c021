/** The base of all six elements. */
import { ContextConsumer } from '@lit/context';
import {
  LitElement,
  html,
  type CSSResultOrNative,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';
import type { AdapterError } from '../../adapter/errors.js';
import { AdapterClient } from '../../client/adapter-client.js';
import { adapterContext, callControlContext } from './contexts.js';
import { LocaleController } from '../../i18n/locale-controller.js';
import { codeKey } from '../../i18n/code-key.js';
import type { Translate } from '../../i18n/i18n.js';
import type { Strings } from '../../i18n/strings.js';
import { pageScope, type DefineScope } from '../../internal/define.js';
import { VERSION } from '../../internal/version.js';
import { AdapterErrorEvent } from './workflow-events.js';

/**
 * Takes the adapter from a property or from an ancestor's context, the words from the language of the
 * nearest `lang`, and the tags of child elements from its own prefix and registry.
 */
export abstract class AiccElement extends LitElement {
  static readonly elementName: string = '';
  static readonly libraryVersion = VERSION;
  /** Where this class is registered; see `define`. */
  static scope?: DefineScope;

  static override properties: PropertyDeclarations = {
    adapter: { attribute: false },
    callControl: { attribute: false },
    strings: { attribute: false },
  };

  /** The backend. Wins over one from an ancestor's context. */
  declare adapter?: MessageAdapter | undefined;
  /** Starts calls. Wins over one from an ancestor's context. */
  declare callControl?: CallControl | undefined;
  /** The host's own words, per key. */
  declare strings?: Partial<Strings> | undefined;

  protected readonly locale = new LocaleController(this);
  /** The word or sentence for `key`. */
  protected readonly t: Translate = (key, values) => this.locale.t(key, values);
  readonly #adapterContext = new ContextConsumer(this, {
    context: adapterContext,
    subscribe: true,
  });
  readonly #callContext = new ContextConsumer(this, {
    context: callControlContext,
    subscribe: true,
  });
  #warned = false;

  /** The property's adapter, else the context's. */
  protected get currentAdapter(): MessageAdapter | null {
    return this.adapter ?? this.#adapterContext.value ?? null;
  }

  protected get currentCallControl(): CallControl | null {
    return this.callControl ?? this.#callContext.value ?? null;
  }

  /** Safe access to the adapter; `null` without one. */
  protected get client(): AdapterClient | null {
    const adapter = this.currentAdapter;
    return adapter && AdapterClient.for(adapter);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { shadowRootOptions } = this.constructor as typeof AiccElement;
    this.scope.attach?.(this, shadowRootOptions, this.renderOptions);
    return super.createRenderRoot();
  }

  /** Constructed style sheets belong to one document: another one (iframe, popup) needs new ones. */
  adoptedCallback(): void {
    const root = this.renderRoot;
    const view = this.ownerDocument.defaultView;
    if (!(root instanceof Object) || !view || !('adoptedStyleSheets' in root)) return;
    const { elementStyles } = this.constructor as typeof AiccElement;
    const sheets = elementStyles.map((style) => sheetFor(style, view));
    (root as ShadowRoot).adoptedStyleSheets = sheets;
  }

  protected override async scheduleUpdate(): Promise<void> {
    // The first rendering waits for the words, so that no other language appears first.
    if (!this.hasUpdated) await this.locale.ready;
    await super.scheduleUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.currentAdapter && !this.#warned && this.needsAdapter) {
      this.#warned = true;
      console.warn(`aicc-messages: <${this.localName}> has no adapter. Set its adapter property.`);
    }
  }

  /** False while the element works without an adapter (a player with `src`). */
  protected get needsAdapter(): boolean {
    return true;
  }

  protected errorText(error: AdapterError): string {
    return this.t(codeKey('error', error.code));
  }

  /** Emits `aicc-error` for a failure that is shown on screen. */
  protected emitError(error: AdapterError): void {
    this.dispatchEvent(
      new AdapterErrorEvent({
        code: error.code,
        operation: error.operation ?? null,
        requestId: error.requestId ?? null,
      }),
    );
  }

  /** The prefix and registry of this element, which its child elements share. */
  protected get scope(): DefineScope {
    return (this.constructor as typeof AiccElement).scope ?? pageScope();
  }

  /** The sentence on screen without an adapter. */
  protected renderNoAdapter(): TemplateResult {
    return html`<p class="notice">${this.t('noAdapter')}</p>`;
  }
}

function sheetFor(style: CSSResultOrNative, view: Window & typeof globalThis): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  const text =
    'cssText' in style ? style.cssText : [...style.cssRules].map((rule) => rule.cssText).join('\n');
  sheet.replaceSync(text);
  return sheet;
}
