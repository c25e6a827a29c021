/**
 * Types for Vue's templates:
 *
 * ```ts
 * import type { AiccComponents } from 'aicc-messages/types/vue';
 * declare module 'vue' {
 *   interface GlobalComponents extends AiccComponents {}
 * }
 * ```
 */
import type { ElementMap } from '../elements/element-map.js';
import type { ElementEventMap, ElementProps } from './element-props.js';

interface VueProps {
  id?: string | undefined;
  class?: unknown;
  slot?: string | undefined;
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  title?: string | undefined;
  hidden?: boolean | undefined;
}

/** One overload per event, like `$emit` of a component. */
type Emit = {
  [K in keyof ElementEventMap]: (emit: (event: K, payload: ElementEventMap[K]) => void) => void;
}[keyof ElementEventMap] extends (emit: infer All) => void
  ? All
  : never;

/** A custom element as Vue's documentation describes it to its type checker. */
type VueComponent<E extends HTMLElement> = new () => E & {
  /** @deprecated Only for the type checker of templates. */
  $props: ElementProps<E> & VueProps;
  /** @deprecated Only for the type checker of templates. */
  $emit: Emit;
};

/** Extend Vue's `GlobalComponents` with these. */
export type AiccComponents = { [Tag in keyof ElementMap]: VueComponent<ElementMap[Tag]> };
