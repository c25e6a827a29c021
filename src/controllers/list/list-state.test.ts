import { expect } from 'chai';
import fc from 'fast-check';
import type { LiveEvent } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Message, MessageStatus } from '../../model/message.js';
import { DEFAULT_QUERY, type MessageQuery } from '../../model/query.js';
import { aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import {
  eventsReceived,
  failed,
  initialState,
  newestOf,
  received,
  refreshRequested,
  requested,
  shownMessages,
  upserted,
  type ListState,
  presentTotal,
  staleCount,
} from './list-state.js';
import { NOTHING_SELECTED, canSelect, followSelection, select } from './selection.js';

const NOW = '2026-11-22T10:00:00Z';
const change = (message: Message, sequence: number | null = null): LiveEvent => ({
  type: 'changed',
  sequence,
  messageId: message.id,
  version: message.version,
  message,
});
const showing = (
  messages: readonly Message[],
  overrides: Parameters<typeof aPage>[1] = {},
): ListState => {
  const state = requested(initialState(), DEFAULT_QUERY);
  return received(state, state.requestId, aPage(messages, overrides), NOW);
};
const statusOf = (state: ListState, id: string): string | undefined =>
  shownMessages(state).find((message) => message.id === id)?.status;

describe('list state', () => {
  it('drops answers and failures of older requests (W10)', () => {
    const first = requested(initialState(), DEFAULT_QUERY);
    const second = requested(first, { ...DEFAULT_QUERY, employeeId: '1' });
    expect(received(second, first.requestId, aPage([aMessage()]), NOW)).to.equal(second);
    expect(failed(second, first.requestId, new AdapterError('timeout'))).to.equal(second);
  });

  it('shows nothing of the former query while another one is requested', () => {
    const state = requested(showing([aMessage()]), { ...DEFAULT_QUERY, status: 'processed' });
    expect(state.rows).to.deep.equal([]);
    expect([state.phase, state.placeholders, state.total]).to.deep.equal(['loading', 1, null]);
  });

  it('applies an event in place, and never an older one (W19)', () => {
    const message = aMessage({ version: 5, status: 'unprocessed' });
    let state = showing([message]);
    state = eventsReceived(state, [change({ ...message, version: 7, status: 'processing' })]);
    state = eventsReceived(state, [change({ ...message, version: 6, status: 'to-be-allocated' })]);
    expect(statusOf(state, message.id)).to.equal('processing');
    expect(state.rows[0]).to.include({ changes: 1 });
  });

  it('keeps the newer value of an event when an older answer comes (W14)', () => {
    const message = aMessage({ version: 1, status: 'unprocessed' });
    let state = refreshRequested(showing([message]));
    state = eventsReceived(state, [change({ ...message, version: 2, status: 'processing' })]);
    state = received(state, state.requestId, aPage([message]), NOW);
    expect(statusOf(state, message.id)).to.equal('processing');
  });

  it('applies an event that came before the first answer (W19)', () => {
    const message = aMessage({ version: 1 });
    let state = requested(initialState(), DEFAULT_QUERY);
    state = eventsReceived(state, [change({ ...message, version: 3, status: 'processed' })]);
    state = received(state, state.requestId, aPage([message]), NOW);
    expect(statusOf(state, message.id)).to.equal('processed');
  });

  it('counts new messages that match, and inserts none (W17 W19)', () => {
    const query: MessageQuery = { ...DEFAULT_QUERY, status: 'to-be-allocated' };
    let state = requested(initialState(), query);
    state = received(state, state.requestId, aPage([aMessage({ status: 'to-be-allocated' })]), NOW);
    const fresh = (status: MessageStatus): Message =>
      aMessage({ status, createdAt: '2026-11-22T10:01:00Z' });
    state = eventsReceived(state, [change(fresh('to-be-allocated')), change(fresh('processed'))]);
    expect(state.rows).to.have.length(1);
    expect(state.newIds.size).to.equal(1);
  });

  it('keeps a row that no longer matches, marked, until the next query', () => {
    const message = aMessage({ status: 'unprocessed' });
    let state = requested(initialState(), { ...DEFAULT_QUERY, status: 'unprocessed' });
    state = received(state, state.requestId, aPage([message]), NOW);
    state = upserted(state, { ...message, version: 2, status: 'processed' });
    expect(state.rows[0]).to.include({ kind: 'message', stale: true });
  });

  it('needs one resync after a gap, whatever the number of lost events (W18)', () => {
    const message = aMessage();
    let state = showing([message], { sequence: 40 });
    state = eventsReceived(state, [
      change({ ...message, version: 2 }, 58),
      change({ ...message, version: 3 }, 59),
    ]);
    expect(state.needsResync).to.be.true;
    state = refreshRequested(state);
    expect(state.needsResync).to.be.false;
    state = eventsReceived(state, [change({ ...message, version: 4 }, 60)]);
    state = received(
      state,
      state.requestId,
      aPage([{ ...message, version: 4 }], { sequence: 60 }),
      NOW,
    );
    expect(state.needsResync).to.be.false;
  });

  it('finds no gap where the answer contains the missing events (W18)', () => {
    const message = aMessage();
    let state = showing([message], { sequence: 60 });
    state = eventsReceived(state, [change({ ...message, version: 2 }, 61)]);
    expect(state.needsResync).to.be.false;
  });

  it('needs one resync when the connection comes back (W18)', () => {
    let state = showing([aMessage()]);
    state = eventsReceived(state, [{ type: 'connection', state: 'paused' }]);
    expect([state.live, state.needsResync]).to.deep.equal(['paused', false]);
    state = eventsReceived(state, [{ type: 'connection', state: 'live' }]);
    expect([state.live, state.needsResync]).to.deep.equal(['live', true]);
  });

  it('keeps the place of a removed message without its content, and does not restore it (N6 S25)', () => {
    const message = aMessage({ version: 3, text: 'secret' });
    let state = showing([message]);
    state = eventsReceived(state, [
      { type: 'removed', sequence: null, messageId: message.id, version: 4, reason: 'erased' },
    ]);
    expect(state.rows).to.deep.equal([{ kind: 'gone', id: message.id, reason: 'erased' }]);
    expect(JSON.stringify([...state.known])).not.to.contain('secret');
    state = refreshRequested(state);
    state = received(state, state.requestId, aPage([message]), NOW);
    expect(state.rows).to.deep.equal([]);
  });

  it('shows each id once, whatever duplicates the pages hold (W23)', () => {
    const message = aMessage();
    let state = showing([message]);
    state = refreshRequested(state);
    state = received(state, state.requestId, aPage([message, aMessage()]), NOW, {
      preserveOrder: true,
    });
    expect(new Set(state.rows.map(({ id }) => id)).size).to.equal(state.rows.length);
  });

  it('preserves the order of rows on request, and counts the new ones (W21)', () => {
    const [a, b] = [aMessage({ version: 1 }), aMessage({ version: 1 })];
    let state = refreshRequested(showing([a, b]));
    const fresh = aMessage({ createdAt: '2099-01-01T00:00:00Z' });
    const nextPage = aMessage({ createdAt: '2026-11-01T00:00:00Z' });
    state = received(
      state,
      state.requestId,
      aPage([fresh, { ...b, version: 2, status: 'processed' }, nextPage]),
      NOW,
      { preserveOrder: true },
    );
    expect(state.rows.map(({ id }) => id)).to.deep.equal([a.id, b.id]);
    expect(state.rows[0]).to.include({ stale: true });
    expect(statusOf(state, b.id)).to.equal('processed');
    expect([...state.newIds], 'an older one is not new').to.deep.equal([fresh.id]);
    expect(state.hasUpdates).to.be.true;
    expect([state.total, presentTotal(state)], 'the answer does not count the first').to.deep.equal(
      [3, 3],
    );
  });

  it('takes rows that left this view off the total', () => {
    const [a, b] = [aMessage({ status: 'unprocessed' }), aMessage({ status: 'unprocessed' })];
    let state = requested(initialState(), { ...DEFAULT_QUERY, status: 'unprocessed' });
    state = received(state, state.requestId, aPage([a, b], { total: 40 }), NOW);
    state = upserted(state, { ...a, version: a.version + 1, status: 'processed' });
    expect([staleCount(state), presentTotal(state)]).to.deep.equal([1, 39]);
  });

  it('keeps the rows and their time when a refresh fails, unless the right to see them is withdrawn (N2)', () => {
    const before = refreshRequested(showing([aMessage()]));
    const stale = failed(before, before.requestId, new AdapterError('network'));
    expect([stale.phase, stale.rows.length, stale.asOf]).to.deep.equal(['ready', 1, NOW]);
    const denied = failed(before, before.requestId, new AdapterError('forbidden'));
    expect([denied.phase, denied.rows.length]).to.deep.equal(['failed', 0]);
  });

  it('wants to read a row whose event carried no message', () => {
    const message = aMessage();
    const state = eventsReceived(showing([message]), [
      { type: 'changed', sequence: null, messageId: message.id, version: 2, message: null },
    ]);
    expect([...state.idsToRead]).to.deep.equal([message.id]);
  });

  it('applies the message that a single read brings after an event without one, and no older one (W19)', () => {
    const message = aMessage({ version: 1, status: 'unprocessed' });
    const event: LiveEvent = {
      type: 'changed',
      sequence: null,
      messageId: message.id,
      version: 3,
      message: null,
    };
    const state = eventsReceived(showing([message]), [event]);
    const older = upserted(state, { ...message, version: 2, status: 'processing' });
    expect(statusOf(older, message.id)).to.equal('unprocessed');
    const read = upserted(state, { ...message, version: 3, status: 'processed' });
    expect(statusOf(read, message.id)).to.equal('processed');
    expect(upserted(read, { ...message, version: 3 }).rows).to.deep.equal(read.rows);
  });
});

describe('selection', () => {
  it('takes only messages that can be allocated or downloaded', () => {
    const open = aMessage({ status: 'to-be-allocated' });
    const voice = aMessage({ status: 'processed' });
    const web = aMessage({ status: 'processed', channel: 'web' });
    expect([...select(NOTHING_SELECTED, [open, voice, web], true).chosen.keys()]).to.deep.equal([
      open.id,
      voice.id,
    ]);
  });

  it('keeps a message that was selected for download while it can be downloaded (W12)', () => {
    const voice = aMessage({ status: 'unprocessed' });
    const selection = select(NOTHING_SELECTED, [voice], true);
    const done: Message = { ...voice, version: 2, status: 'processed' };
    expect([...followSelection(selection, () => done).chosen.values()]).to.deep.equal([done]);
    const purged: Message = {
      ...done,
      version: 3,
      actions: { download: { allowed: false, reason: 'recording-purged' } },
    };
    expect(followSelection(selection, () => purged).dropped).to.deep.equal([purged]);
  });

  it('drops and names messages that are gone or were allocated meanwhile (W12)', () => {
    const [a, b, c] = [1, 2, 3].map(() => aMessage({ status: 'to-be-allocated' })) as [
      Message,
      Message,
      Message,
    ];
    const selection = select(NOTHING_SELECTED, [a, b, c], true);
    const after = followSelection(selection, (id) =>
      id === a.id ? 'gone' : id === b.id ? { ...b, version: 2, status: 'unprocessed' } : undefined,
    );
    expect([...after.chosen.keys()]).to.deep.equal([c.id]);
    expect(after.dropped.map(({ id }) => id)).to.deep.equal([a.id, b.id]);
  });
});

/** The model: the server's messages, whose events come in any order, more than once, and too late. */
describe('list state under random histories', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const statuses = ['to-be-allocated', 'unprocessed', 'processing', 'processed'] as const;
  const step = fc.oneof(
    fc.record({
      do: fc.constant('write' as const),
      id: fc.constantFrom(...ids),
      status: fc.constantFrom(...statuses),
    }),
    fc.record({ do: fc.constant('event' as const), pick: fc.nat() }),
    fc.record({ do: fc.constant('request' as const), isNew: fc.boolean() }),
    fc.record({ do: fc.constant('answer' as const), pick: fc.nat(), preserveOrder: fc.boolean() }),
    fc.record({ do: fc.constant('select' as const), id: fc.constantFrom(...ids) }),
  );

  it('shows only the newest request and version, each id once, and selects nothing unseen (W10 W12 W19 W23)', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        const server = new Map<string, Message>(
          ids.map((id) => [id, aMessage({ id, version: 1, status: 'to-be-allocated' })]),
        );
        const events: LiveEvent[] = [];
        const answers: { id: number; at: ListState['query']; page: ReturnType<typeof aPage> }[] =
          [];
        let state = initialState();
        let selection = NOTHING_SELECTED;
        let newestSeen = new Map<string, number>();
        const follow = (): void => {
          selection = followSelection(selection, (id) => newestOf(state, id));
        };
        for (const move of steps) {
          switch (move.do) {
            case 'write': {
              const old = server.get(move.id)!;
              const next = { ...old, version: old.version + 1, status: move.status };
              server.set(move.id, next);
              events.push(change(next));
              break;
            }
            case 'event':
              if (events.length > 0)
                state = eventsReceived(state, [events[move.pick % events.length]!]);
              follow();
              break;
            case 'request':
              if (move.isNew) {
                state = requested(state, DEFAULT_QUERY);
                newestSeen = new Map();
              } else if (state.phase !== 'idle') state = refreshRequested(state);
              else break;
              answers.push({
                id: state.requestId,
                at: state.query,
                page: aPage([...server.values()]),
              });
              break;
            case 'answer': {
              // Mostly the newest answer, so that there is something on screen to go wrong.
              const answer =
                move.pick % 3 > 0
                  ? answers.at(-1)
                  : answers[move.pick % Math.max(1, answers.length)];
              if (!answer) break;
              const before = state;
              state = received(state, answer.id, answer.page, NOW, {
                preserveOrder: move.preserveOrder,
              });
              if (answer.id !== before.requestId) expect(state).to.equal(before);
              follow();
              break;
            }
            case 'select':
              selection = select(
                selection,
                shownMessages(state).filter(({ id }) => id === move.id),
                true,
              );
              break;
          }
          const shown = shownMessages(state);
          expect(new Set(shown.map(({ id }) => id)).size, 'twins').to.equal(shown.length);
          for (const message of shown) {
            expect(message.version, 'went back').to.be.at.least(newestSeen.get(message.id) ?? 0);
            newestSeen.set(message.id, message.version);
          }
          for (const message of selection.chosen.values()) {
            expect(canSelect(message), 'selected what nothing can be done with').to.be.true;
            const shownNow = shown.find(({ id }) => id === message.id);
            if (shownNow) expect(message.version).to.equal(shownNow.version);
          }
        }
      }),
      {
        numRuns: runs(200, 20_000),
        ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
      },
    );
  });
});
