import { expect } from 'chai';
import {
  openAgentPage,
  openCapabilities,
  openEvent,
  openLease,
  openListening,
  openMessage,
  openMessagePage,
  openRecording,
  openResults,
} from './envelopes.js';

const MESSAGE = { id: 'm', version: 2, channel: 'web', status: 'processed' };

describe('envelopes of HTTP answers', () => {
  it('are refused where the parts are missing that everything depends on (N12)', () => {
    const nothing = [null, undefined, 7, 'x', [], {}];
    const refused: [(answer: unknown) => unknown, unknown[]][] = [
      [openMessage, [...nothing, { id: 'm' }, { id: 7, version: 1 }, { id: 'm', version: '1' }]],
      [openMessagePage, [...nothing, { messages: {} }, { agents: [] }]],
      [openAgentPage, [...nothing, { agents: 'x' }]],
      [openResults, [...nothing, { results: {} }]],
      [openLease, [...nothing, { id: 'l', ownerEmployeeId: '1' }]],
      [openCapabilities, [null, undefined, 7, 'x', []]],
      [openRecording, [...nothing, { url: [] }, { blob: 'x' }]],
      [openListening, [...nothing, { messageId: 'm' }, { messageId: 'm', spans: 'x' }]],
      [openEvent, [...nothing, { messageId: 'm' }, { messageId: 7, version: 1 }]],
    ];
    for (const [open, answers] of refused) {
      for (const answer of answers) {
        expect(open(answer), `${open.name} ${JSON.stringify(answer)}`).to.equal(null);
      }
    }
  });

  it('get a default for each field that a backend may leave out, or sends as null', () => {
    const message = openMessage({ ...MESSAGE, actions: null, text: 'Hello' });
    expect(message).to.deep.include({
      ...MESSAGE,
      text: 'Hello',
      contactNumber: null,
      lease: null,
    });
    expect([message?.actions, message?.history]).to.deep.equal([{}, []]);
    expect(openMessagePage({ messages: [MESSAGE] })).to.deep.equal({
      messages: [openMessage(MESSAGE)],
      total: null,
      totalIsEstimate: false,
      nextCursor: null,
      hasMore: null,
      serverTime: null,
      sequence: null,
    });
    const [agent] = openAgentPage({ agents: [{ employeeId: '1', businessAccount: 'a' }] })!.agents;
    expect(agent).to.deep.include({ state: 'unknown', skillQueues: [], openMessages: null });
    expect(openRecording({ url: '/a.wav', crossOrigin: 'x' })).to.deep.include({
      kind: 'url',
      crossOrigin: null,
      peaks: [],
      archive: 'none',
    });
  });

  it('leave the fields as they are: the client names those that cannot be read (N14)', () => {
    const row = { id: 2 ** 53, createdAt: 1763803800, text: {} };
    const page = openMessagePage({ messages: [null, row, 'x'], total: -1 });
    expect(page?.messages).to.have.lengthOf(1);
    expect(page?.messages[0]).to.deep.include(row);
    expect(page?.total).to.equal(-1);
  });

  it('bring a message with an event only where it is the one that the event names (W19)', () => {
    const event = { messageId: 'm', version: 2, message: MESSAGE };
    expect(openEvent(event)?.message?.id).to.equal('m');
    expect(openEvent({ ...event, messageId: 'n' })?.message).to.equal(null);
    expect(openEvent({ ...event, message: 'x' })?.message).to.equal(null);
    expect(openEvent({ ...event, reason: 'erased' })?.reason).to.equal('erased');
    expect(openEvent({ ...event, reason: 'x' })?.reason).to.equal('deleted');
  });

  it('take nothing from a prototype', () => {
    const polluted = JSON.parse('{"__proto__":{"id":"m","version":1}}') as unknown;
    expect(openMessage(polluted)).to.equal(null);
    const message = openMessage(
      JSON.parse('{"id":"m","version":1,"__proto__":{"text":"polluted"}}') as unknown,
    );
    expect(message?.text).to.equal(null);
    expect(Object.getPrototypeOf(message)).to.equal(Object.prototype);
  });
});
