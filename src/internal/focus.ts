/** The focus, through shadow roots. */

/** The focused element below `root`, however deep in shadow roots. */
export function deepActiveElement(root: DocumentOrShadowRoot): Element | null {
  let active = root.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
