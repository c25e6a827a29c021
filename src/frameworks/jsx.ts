/**
 * Types for JSX, of React 19 and of others that set properties and listen to `on` + event name:
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

/** What every element in JSX may have; the framework's own types are not asked for. */
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

/** To be mixed into the framework's `JSX.IntrinsicElements`. */
export type AiccElements = {
  [Tag in keyof ElementMap]: ElementProps<ElementMap[Tag]> &
    JsxProps<ElementMap[Tag]> &
    JsxListeners;
};
