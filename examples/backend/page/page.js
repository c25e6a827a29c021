/** A host page at its smallest: the elements, the adapter, and a switch between the demo's users. */
import { createHttpAdapter } from '/aicc/aicc-messages-http.min.js';

const { recordingOrigins } = await (await fetch('page-settings.json')).json();
const list = document.querySelector('aicc-message-list');
const user = document.querySelector('#user');

user.value = /demo-user=([\w-]+)/.exec(document.cookie)?.[1] ?? '1001';
user.addEventListener('change', () => {
  // In place of this: your portal's own sign-in. See `authenticate` in src/people.ts.
  document.cookie = `demo-user=${user.value}; path=/; SameSite=Strict`;
  open();
});

function open() {
  list.adapter?.dispose?.();
  list.adapter = createHttpAdapter({ baseUrl: '/api', recordingOrigins });
}

open();
await import('/aicc/aicc-messages.min.js');
