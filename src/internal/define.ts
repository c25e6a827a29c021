/** Registers elements without ever throwing: twice, in two versions, or under two prefixes. */
import type { RenderOptions } from 'lit';

/** The static members that registering needs of an element class. */
export interface DefinableElement extends CustomElementConstructor {
  /** Tag without prefix: `message-list`. */
  readonly elementName: string;
  readonly libraryVersion: string;
  /** Set on the registered class; its child elements come from the same scope. */
  scope?: DefineScope;
}

/** Where a host wants the elements registered. */
export interface DefineOptions {
  /** First part of every tag. @default 'aicc' */
  readonly prefix?: string;
  /** @default the page's `customElements` */
  readonly registry?: CustomElementRegistry;
}

/** Where the elements are registered. */
export interface DefineScope extends Required<DefineOptions> {
  /** Attaches the shadow root of an element whose children come from another registry than the page's. */
  readonly attach?: (host: Element, init: ShadowRootInit, rendering: RenderOptions) => void;
}

const warned = new Set<string>();

/** The page's own registry, under the default prefix. */
export function pageScope(): DefineScope {
  return { prefix: 'aicc', registry: customElements };
}

/**
 * Registers `elementClass` as `<prefix>-<elementName>`. The first registration of a tag wins; a
 * later one of the same version is silent, one of another version warns once, naming both.
 */
export function defineElement(elementClass: DefinableElement, scope = pageScope()): void {
  const tag = `${scope.prefix}-${elementClass.elementName}`;
  const present = scope.registry.get(tag);
  if (present) {
    warnIfOtherVersion(tag, present, elementClass);
    return;
  }
  // A class can be registered only once, so every scope gets a class of its own.
  const Registered = class extends elementClass {} as DefinableElement;
  Registered.scope = scope;
  scope.registry.define(tag, Registered);
}

function warnIfOtherVersion(
  tag: string,
  present: CustomElementConstructor,
  wanted: DefinableElement,
): void {
  const presentVersion = (present as Partial<DefinableElement>).libraryVersion ?? 'unknown';
  if (presentVersion === wanted.libraryVersion || warned.has(tag)) return;
  warned.add(tag);
  console.warn(
    `aicc-messages: <${tag}> is already defined by version ${presentVersion}; version ${wanted.libraryVersion} is not used. Use define({ prefix }) to have both.`,
  );
}

const PREFIX = /^[a-z][a-z0-9]*$/;

/** Fills in the defaults; throws a `TypeError` for a prefix that cannot begin a tag name. */
export function resolveScope(options: DefineOptions = {}): DefineScope {
  const page = pageScope();
  const { prefix = page.prefix, registry = page.registry } = options;
  if (!PREFIX.test(prefix)) {
    throw new TypeError(
      `aicc-messages: "${prefix}" cannot begin a tag name (a-z, then a-z or 0-9).`,
    );
  }
  return registry === page.registry
    ? { prefix, registry }
    : {
        prefix,
        registry,
        attach: (host, init, rendering) => attachScoped(host, init, rendering, registry),
      };
}

/** Lit's own option does not reach templates (lit issue 5245), so this imports them itself. */
function attachScoped(
  host: Element,
  init: ShadowRootInit,
  rendering: RenderOptions,
  registry: CustomElementRegistry,
): void {
  host.attachShadow({ ...init, customElementRegistry: registry });
  rendering.creationScope = {
    importNode: (node: Node, deep?: boolean) =>
      (document.importNode as (n: Node, o: unknown) => Node)(node, {
        customElementRegistry: registry,
        selfOnly: !deep,
      }),
  };
}
