import { timersRunningFor } from './fake-time.js';
import 'axe-core/axe.min.js';
import type * as Axe from 'axe-core';

// The import above defines it; axe-core has no ES module build.
const axe = (window as unknown as { axe: typeof Axe }).axe;

/**
 * Fails with a readable text when axe-core finds a fault in the element, its shadow roots included.
 * @param rules rules to switch off, with a reason in a comment where it is called
 */
export async function expectAccessible(
  element: Element,
  { ignoredRules = [] as string[] } = {},
): Promise<void> {
  // An animation that runs makes axe read colours half-way.
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      // An endless one (a skeleton, a spinner) cannot be finished.
    }
  }
  const results = await timersRunningFor(
    axe.run(element, {
      resultTypes: ['violations'],
      rules: Object.fromEntries(ignoredRules.map((rule) => [rule, { enabled: false }])),
    }),
  );
  if (results.violations.length === 0) return;
  const lines = results.violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(
      (node) =>
        `    ${node.target.flat().join(' > ')}\n      ${node.html}\n      ${(node.failureSummary ?? '').replace(/\n\s*/g, ' ')}`,
    ),
  ]);
  throw new Error(`Accessibility faults:\n${lines.join('\n')}`);
}
