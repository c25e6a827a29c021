import { expect } from 'chai';
import { deferred } from '../../test/support/waits.js';
import { BeforeEvent, FactEvent } from './events.js';

describe('before-events', () => {
  it('allow the act when nobody objects', async () => {
    expect(await new BeforeEvent('ask', {}).ask(new EventTarget())).to.equal(true);
  });

  it('wait for what the host promised, and stop on a rejection or false', async () => {
    for (const [answer, expected] of [
      [() => Promise.resolve(), true],
      [() => Promise.resolve(false), false],
      [() => Promise.reject(new Error('no')), false],
    ] as const) {
      const target = new EventTarget();
      target.addEventListener('ask', (event) => {
        (event as BeforeEvent<unknown>).waitUntil(answer());
      });
      expect(await new BeforeEvent('ask', {}).ask(target)).to.equal(expected);
    }
  });

  it('do not go on before the host’s promise settles', async () => {
    const held = deferred();
    const target = new EventTarget();
    target.addEventListener('ask', (event) => {
      (event as BeforeEvent<unknown>).waitUntil(held.promise);
    });
    let asked: boolean | null = null;
    const answer = new BeforeEvent('ask', {}).ask(target).then((value) => (asked = value));
    await Promise.resolve();
    expect(asked).to.equal(null);
    held.resolve();
    await answer;
    expect(asked).to.equal(true);
  });

  it('refuse waitUntil after the event', async () => {
    const event = new BeforeEvent('ask', {});
    await event.ask(new EventTarget());
    expect(() => event.waitUntil(Promise.resolve())).to.throw(DOMException);
  });
});

describe('fact events', () => {
  it('bubble and leave shadow roots', () => {
    const event = new FactEvent('fact', { id: '1' });
    expect(event.bubbles && event.composed && !event.cancelable).to.equal(true);
  });
});
