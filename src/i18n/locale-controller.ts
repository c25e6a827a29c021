/** The language of one element: the nearest `lang`, also outside its shadow root, followed when it changes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ENGLISH, findLocale, loadLocale } from './locale-registry.js';
import { en } from './locales/en.js';
import { formatTemplate, type TemplateValues } from './message-format.js';
import type { Locale, StringKey, Strings } from './strings.js';

export interface LocaleHost extends ReactiveControllerHost, Element {
  /** The host's own words, per key. */
  readonly strings?: Partial<Strings> | undefined;
}

export class LocaleController implements ReactiveController {
  /** Settles when the words of the present language are loaded; an element waits for it before its first rendering. */
  ready: Promise<void> = Promise.resolve();

  readonly #host: LocaleHost;
  #observer: MutationObserver | null = null;
  #locale: Locale = ENGLISH;
  #tag = 'en';
  #direction: 'ltr' | 'rtl' = 'ltr';

  constructor(host: LocaleHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The page's language as a BCP 47 tag, for `Intl`; `en` when the page names none that is valid. */
  get tag(): string {
    return this.#tag;
  }

  /** Language of the words on screen: English when there are none in the page's language. */
  get wordsTag(): string {
    return this.#locale.tag;
  }

  get direction(): 'ltr' | 'rtl' {
    return this.#direction;
  }

  /** The word or sentence for `key`: the host's own, else that of the present language. */
  t(key: StringKey, values: TemplateValues = {}): string {
    const override = this.#host.strings;
    const own = override && Object.hasOwn(override, key) ? override[key] : undefined;
    const translated = own ?? this.#locale.strings[key];
    return translated === undefined
      ? formatTemplate(en[key], ENGLISH.tag, values)
      : formatTemplate(translated, this.#locale.tag, values);
  }

  hostConnected(): void {
    const observer = new MutationObserver(() => this.#update());
    for (const element of ancestors(this.#host)) {
      observer.observe(element, { attributes: true, attributeFilter: ['lang', 'dir'] });
    }
    this.#observer = observer;
    this.#update();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  #update(): void {
    const lang = nearestAttribute(this.#host, 'lang') ?? 'en';
    this.#tag = canonicalTag(lang);
    const found = findLocale(lang);
    if (found) {
      this.#apply(found);
      this.ready = Promise.resolve();
      return;
    }
    this.ready = loadLocale(lang).then((locale) => {
      // The page may have another language by now.
      if ((nearestAttribute(this.#host, 'lang') ?? 'en') === lang) this.#apply(locale);
    });
  }

  #apply(locale: Locale): void {
    const dir = nearestAttribute(this.#host, 'dir')?.toLowerCase();
    this.#direction = dir === 'rtl' || dir === 'ltr' ? dir : locale.direction;
    this.#locale = locale;
    this.#host.requestUpdate();
  }
}

/** `element` and all its ancestors, through shadow roots to their hosts. */
function* ancestors(element: Element): Generator<Element> {
  let node: Node | null = element;
  while (node) {
    if (node.nodeType === Node.ELEMENT_NODE) yield node as Element;
    node = (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
  }
}

function nearestAttribute(element: Element, name: string): string | null {
  for (const ancestor of ancestors(element)) {
    const value = ancestor.getAttribute(name);
    if (value !== null && value !== '') return value;
  }
  return null;
}

/** AICC writes `zh_CN`; `Intl` needs `zh-CN`, and throws for a tag that is not valid. */
function canonicalTag(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
