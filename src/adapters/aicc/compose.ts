/** One adapter made of several. */
import type { MessageAdapter } from '../../adapter/adapter.js';

const METHODS = [
  'getCapabilities',
  'listMessages',
  'getMessage',
  'listAgents',
  'allocateMessages',
  'undoAllocation',
  'startProcessing',
  'renewLease',
  'submitProcessing',
  'releaseProcessing',
  'getRecording',
  'getListening',
  'saveListening',
  'subscribe',
] as const satisfies readonly (keyof MessageAdapter)[];

/**
 * `base` with some of its methods replaced: the last piece that has a method wins. Unlike spreading
 * (`{ ...base }`) it works for adapters that are classes too. A method that none has stays absent, so
 * that the screen can tell. `dispose` disposes all of them.
 */
export function composeAdapter(
  base: MessageAdapter,
  ...pieces: readonly Partial<MessageAdapter>[]
): MessageAdapter {
  const all: readonly Partial<MessageAdapter>[] = [...pieces].reverse().concat(base);
  const composed: Record<string, unknown> = {};
  for (const name of METHODS) {
    const owner = all.find((piece) => typeof piece[name] === 'function');
    // Looked up on its owner at the time of the call: classes need `this`, tests replace methods.
    if (owner)
      composed[name] = (...args: never[]) => (owner[name] as (...all: never[]) => unknown)(...args);
  }
  const timed = all.find((piece) => piece.timeoutSeconds !== undefined);
  if (timed) composed['timeoutSeconds'] = timed.timeoutSeconds;
  composed['dispose'] = () => {
    for (const piece of all) piece.dispose?.();
  };
  return composed as unknown as MessageAdapter;
}
