/** Registering elements so that nothing ever throws: not twice, not in two versions, not under two prefixes. */

/** What the guard needs to know of an element class. */
export interface DefinableElement extends CustomElementConstructor {
  /** Tag without prefix: `message-list`. */
  readonly elementName: string;
  readonly libraryVersion: string;
  /** Set on the class that was registered; children are looked up in the same scope. */
  scope?: DefineScope;
}

/** Where a family of elements is registered. */
export interface DefineScope {
  /** First part of every tag. @default 'aicc' */
  readonly prefix: string;
  /** @default the page's `customElements` */
  readonly registry: CustomElementRegistry;
}

export type DefineOptions = Partial<DefineScope>;

const PREFIX = /^[a-z][a-z0-9]*$/;

const warned = new Set<string>();

/** Fills in the defaults; throws a `TypeError` for a prefix that cannot begin a tag name. */
export function resolveScope({
  prefix = 'aicc',
  registry = customElements,
}: DefineOptions = {}): DefineScope {
  if (!PREFIX.test(prefix)) {
    throw new TypeError(
      `aicc-messages: "${prefix}" cannot begin a tag name (a-z, then a-z or 0-9).`,
    );
  }
  return { prefix, registry };
}

/**
 * Registers `elementClass` as `<prefix>-<elementName>`. The first registration of a tag wins; a
 * later one of the same version is silent, one of another version warns once, naming both.
 */
export function defineElement(elementClass: DefinableElement, options?: DefineOptions): void {
  const scope = resolveScope(options);
  const tag = `${scope.prefix}-${elementClass.elementName}`;
  const present = scope.registry.get(tag);
  if (present) {
    warnIfOtherVersion(tag, present, elementClass);
    return;
  }
  // A class can be registered only once in a registry, so every scope gets a class of its own.
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
