/**
 * The contexts by which an ancestor gives an adapter or call control to the elements below it. Their
 * keys are registered symbols, which two copies of the library on one page share.
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
