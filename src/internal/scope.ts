/** Prefixes and registries that a host chooses; loaded by who lets it choose, not by every element. */
import type { RenderOptions } from 'lit';
import { pageScope, type DefineOptions, type DefineScope } from './define.js';

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

/** Lit's option alone does not reach templates (lit issue 5245): they are imported here by hand. */
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
