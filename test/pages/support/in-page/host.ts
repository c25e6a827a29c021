/**
 * A host page of one line of markup: `?user=` is signed in, over HTTP, with a simulated phone. The
 * time limit is an hour where no test is about it (`?timeout=`, in seconds or `default`), so that
 * nothing is given up because the machine is slow.
 */
import '../../../../src/elements/message-list/message-list.define.js';
import { createHttpAdapter } from '../../../../src/adapters/http/index.js';
import { SimulatedPhone } from '../../../../mocks/memory.js';

declare global {
  /** What the elements told this page: names of events, for the tests. */
  var told: string[];
}

const asked = new URLSearchParams(location.search);
const timeout = asked.get('timeout') ?? '3600';
document.documentElement.lang = asked.get('lang') ?? 'en';
const list = document.querySelector('aicc-message-list');
globalThis.told = [];
for (const type of [
  'aicc-allocated',
  'aicc-processing-started',
  'aicc-processed',
  'aicc-released',
  'aicc-error',
]) {
  document.addEventListener(type, (event) => {
    const { code } = (event as CustomEvent<{ code?: string }>).detail;
    globalThis.told.push(code === undefined ? type : `${type} ${code}`);
  });
}
if (list) {
  list.noLeaveGuard = asked.get('guard') === 'no';
  list.callControl = new SimulatedPhone({ alertingMs: 50, answerMs: 50, wrapUpMs: 50 });
  list.adapter = createHttpAdapter({
    baseUrl: '/api',
    headers: () => ({ 'X-User': asked.get('user') ?? '1001' }),
    events: asked.get('events') === 'none' ? 'none' : 'sse',
    ...(asked.get('renew') === null
      ? {}
      : {
          onAuthRequired: async () => (await fetch('/session', { method: 'POST' })).ok,
        }),
    ...(timeout === 'default' ? {} : { timeoutSeconds: Number(timeout) }),
  });
}
