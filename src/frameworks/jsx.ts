/**
 * Types for JSX, for React 19 and others that set properties and listen to `on` + event name:
 *
 * ```ts
 * import type { AiccElements } from 'aicc-messages/types/jsx';
 * declare module 'react' {
 *   namespace JSX {
 *     interface IntrinsicElements extends AiccElements {}
 *   }
 * }
 * ```
 */
import type { ElementMap } from '../elements/element-map.js';
import type { ElementEventMap, ElementProps } from './element-props.js';

/** The props of every element in JSX, without the framework's own types. */
interface JsxProps<E> {
  key?: string | number | bigint | null | undefined;
  ref?: ((element: E | null) => unknown) | { current: E | null } | null | undefined;
  children?: unknown;
  id?: string | undefined;
  class?: string | undefined;
  className?: string | undefined;
  part?: string | undefined;
  slot?: string | undefined;
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  title?: string | undefined;
  hidden?: boolean | undefined;
  [data: `data-${string}`]: unknown;
  [aria: `aria-${string}`]: unknown;
}

type JsxListeners = {
  [K in keyof ElementEventMap as `on${K}`]?: ((event: ElementEventMap[K]) => void) | undefined;
};

/** Extend the framework's `JSX.IntrinsicElements` with these. */
export type AiccElements = {
  [Tag in keyof ElementMap]: ElementProps<ElementMap[Tag]> &
    JsxProps<ElementMap[Tag]> &
    JsxListeners;
};
