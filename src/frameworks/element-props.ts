/** The properties and attributes that a framework's template may set, from the classes. Types only. */
import type { LitElement } from 'lit';
import type { WorkflowEventMap } from '../elements/shared/workflow-events.js';

/** Events that stay on their element and do not bubble. */
interface OwnEventMap {
  close: Event;
  'aicc-heard-change': Event;
}
export interface ElementEventMap extends WorkflowEventMap, OwnEventMap {}

type IfSame<A, B, Then> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? Then : never;
/** Names of the members that are neither methods nor read-only. */
type WritableKey<E> = {
  [K in keyof E]-?: E[K] extends (...args: never[]) => unknown
    ? never
    : IfSame<Pick<E, K>, { -readonly [P in K]: E[P] }, K>;
}[keyof E];

/** `messageId` → `message-id`, as the elements name their attributes. */
type Kebab<S extends string> = S extends `${infer First}${infer Rest}`
  ? Rest extends Uncapitalize<Rest>
    ? `${Lowercase<First>}${Kebab<Rest>}`
    : `${Lowercase<First>}-${Kebab<Rest>}`
  : S;

type PropKey<E extends HTMLElement> = Exclude<WritableKey<E>, keyof LitElement> & string;
type AttributeValue = string | number | boolean | null | undefined;
type AttributeKey<E extends HTMLElement> = {
  [K in PropKey<E>]: Extract<E[K], string | number | boolean> extends never ? never : K;
}[PropKey<E>];

/** The properties of an element, by their own names and, where they are plain values, by their attributes' names. */
export type ElementProps<E extends HTMLElement> = { [K in PropKey<E>]?: E[K] | undefined } & {
  [K in AttributeKey<E> as Kebab<K> extends K ? never : Kebab<K>]?: AttributeValue;
};
