import { expect } from 'chai';
import fc from 'fast-check';
import { aMessage } from '../../test/support/messages.js';
import {
  MESSAGE_ACTIONS,
  MESSAGE_CHANNELS,
  MESSAGE_STATUSES,
  type Message,
  type MessageAction,
} from './message.js';
import { actionPermission, actionsOf, isMine, statusAfter } from './rules.js';

describe('status rules', () => {
  it('allows exactly the published transitions', () => {
    const legal = MESSAGE_STATUSES.flatMap((status) =>
      (['allocate', 'start-processing', 'submit', 'release'] as const).flatMap((transition) => {
        const next = statusAfter(status, transition);
        return next ? [`${status} ${transition} ${next}`] : [];
      }),
    );
    expect(legal).to.deep.equal([
      'to-be-allocated allocate unprocessed',
      'unprocessed start-processing processing',
      'processing start-processing processing',
      'processing submit processed',
      'processing release unprocessed',
      'allocation-failed allocate unprocessed',
    ]);
  });

  it('allows no transition from an unknown status', () => {
    for (const status of ['ESCALATED', '', 'constructor', '__proto__', 'Processed']) {
      expect(statusAfter(status, 'submit'), status).to.equal(null);
    }
  });
});

describe('actions of a message', () => {
  it('offers a voice message process, play and download', () => {
    expect(actionsOf(aMessage({ channel: 'voice' }))).to.deep.equal([
      'process',
      'play',
      'download',
    ]);
  });

  it('offers a voice message Allocate too while it waits for an agent', () => {
    for (const status of ['to-be-allocated', 'allocation-failed'] as const) {
      expect(actionsOf(aMessage({ channel: 'voice', status }))).to.deep.equal([
        'allocate',
        'process',
        'play',
        'download',
      ]);
    }
  });

  it('offers a WEB message allocate, view and process', () => {
    expect(actionsOf(aMessage({ channel: 'web' }))).to.deep.equal(['allocate', 'view', 'process']);
  });

  it('refuses what the status does not allow, and says why', () => {
    const reason = (message: Message, action: MessageAction): string => {
      const permission = actionPermission(message, action);
      return permission.allowed ? 'allowed' : permission.reason;
    };
    const web = { channel: 'web' } as const;
    expect(reason(aMessage({ status: 'processed' }), 'process')).to.equal('already-processed');
    expect(reason(aMessage({ status: 'to-be-allocated' }), 'process')).to.equal('not-allocated');
    expect(reason(aMessage({ ...web, status: 'unprocessed' }), 'allocate')).to.equal(
      'already-allocated',
    );
    expect(reason(aMessage({ ...web, status: 'processed' }), 'allocate')).to.equal(
      'already-processed',
    );
  });

  it('refuses Process while another agent holds the lease, and offers it to the owner', () => {
    const lease = {
      id: 'l',
      ownerEmployeeId: '1002',
      ownerName: null,
      mine: false,
      expiresAt: null,
    };
    const theirs = aMessage({ status: 'processing', lease });
    expect(actionPermission(theirs, 'process')).to.deep.equal({
      allowed: false,
      reason: 'owned-by-other',
    });
    const mine = aMessage({ status: 'processing', lease: { ...lease, mine: true } });
    expect(actionPermission(mine, 'process').allowed).to.equal(true);
    expect(isMine(mine)).to.equal(true);
    expect(isMine(theirs)).to.equal(false);
  });

  it('refuses what the backend forbids', () => {
    const message = aMessage({ actions: { play: { allowed: false, reason: 'recording-purged' } } });
    expect(actionPermission(message, 'play')).to.deep.equal({
      allowed: false,
      reason: 'recording-purged',
    });
  });

  it('offers what the backend allows beyond the channel', () => {
    const message = aMessage({ channel: 'voice', actions: { view: { allowed: true } } });
    expect(actionsOf(message)).to.include('view');
    expect(actionPermission(message, 'view').allowed).to.equal(true);
  });

  it('allows no illegal transition whatever the backend says (W25)', () => {
    const permission = fc.constantFrom({ allowed: true } as const, undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGE_STATUSES),
        fc.constantFrom(...MESSAGE_CHANNELS),
        permission,
        permission,
        (status, channel, allocate, process) => {
          const message = aMessage({
            status,
            channel,
            actions: { ...(allocate && { allocate }), ...(process && { process }) },
          });
          if (actionPermission(message, 'allocate').allowed) {
            expect(statusAfter(status, 'allocate')).to.not.equal(null);
          }
          if (actionPermission(message, 'process').allowed) {
            expect(statusAfter(status, 'start-processing')).to.not.equal(null);
          }
        },
      ),
    );
  });

  it('leaves a message of unknown status or channel view-only (N13)', () => {
    const words = fc
      .string()
      .filter((word) => !(MESSAGE_STATUSES as readonly string[]).includes(word));
    fc.assert(
      fc.property(words, (word) => {
        for (const action of MESSAGE_ACTIONS) {
          const oddStatus = actionPermission(aMessage({ channel: 'web', status: word }), action);
          expect(oddStatus.allowed, `${action} in status ${word}`).to.equal(action === 'view');
          const oddChannel = actionPermission(aMessage({ channel: `x${word}` }), action);
          expect(oddChannel.allowed, `${action} on channel ${word}`).to.equal(action === 'view');
        }
      }),
    );
  });

  it('inherits no permission from a polluted prototype (S9)', () => {
    const actions = Object.create({ allocate: { allowed: true } }) as object;
    const message = aMessage({ channel: 'web', actions });
    expect(actionPermission(message, 'allocate').allowed).to.equal(false);
  });
});
