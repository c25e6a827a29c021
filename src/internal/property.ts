/** Lit's `@property()` for this project's kind of decorators; Lit's own carries both kinds. */
import type { PropertyDeclaration, ReactiveElement } from 'lit';

/** Declares a reactive property of an element. */
export function property(options: PropertyDeclaration) {
  return (prototype: object, name: string): void => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
  };
}
