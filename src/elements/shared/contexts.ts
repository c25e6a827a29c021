/**
 * How an ancestor hands an adapter or call control to the elements below it. The keys are registered
 * symbols, so that two copies of the library on one page understand each other.
 */
import { createContext } from '@lit/context';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';

export const adapterContext = createContext<MessageAdapter | undefined>(
  Symbol.for('aicc-messages/adapter'),
);
export const callControlContext = createContext<CallControl | undefined>(
  Symbol.for('aicc-messages/call-control'),
);
