import { expect } from 'chai';
import fc from 'fast-check';
import { runs, runOptions } from '../../test/support/run-options.js';
import { statusAfter } from '../../src/model/rules.js';
import { DEFAULT_USER, type BackendUser } from './types.js';
import {
  amelia,
  marco,
  newKey,
  NOW,
  rejection,
  setUp,
  stored,
  unprocessed,
} from '../../test/support/backend.js';

const allocate = (
  messageId = 'm-1',
  expectedVersion = 3,
  employeeId = '1005',
): {
  idempotencyKey: string;
  assignments: { messageId: string; expectedVersion: number; employeeId: string }[];
} => ({ idempotencyKey: newKey(), assignments: [{ messageId, expectedVersion, employeeId }] });

const start = (messageId = 'm-1', expectedVersion = 3, reason?: string) => ({
  idempotencyKey: newKey(),
  messageId,
  expectedVersion,
  ...(reason === undefined ? {} : { takeOver: { reason } }),
});

describe('allocating in the memory backend', () => {
  it('sets the agent, the account, the time and the status, and writes history', async () => {
    const { backend } = setUp();
    const [result] = await backend.as().allocateMessages(allocate());
    expect(result?.ok).to.equal(true);
    const message = await backend.as().getMessage('m-1');
    expect(message).to.include({
      status: 'unprocessed',
      employeeId: '1005',
      businessAccount: 'j100005',
      updatedAt: NOW,
      version: 4,
    });
    expect(message.history.at(-1)).to.deep.equal({
      at: NOW,
      kind: 'allocated',
      employeeId: '1001',
      name: 'Robin Castellan',
      note: 'Sofía Quintanar',
    });
  });

  it('allocates a failed one by hand and clears the failure', async () => {
    const allocationFailure = { code: 'agent-not-found', since: NOW, tries: 2, target: '1950' };
    const { backend } = setUp([stored({ status: 'allocation-failed', allocationFailure })]);
    await backend.as().allocateMessages(allocate());
    expect(backend.peek('m-1')).to.include({ status: 'unprocessed', allocationFailure: null });
  });

  it('returns a result for each row', async () => {
    const { backend } = setUp([
      stored(),
      stored({ id: 'm-2' }),
      unprocessed({ id: 'm-3' }),
      stored({ id: 'm-4', version: 9 }),
    ]);
    const results = await backend.as().allocateMessages({
      idempotencyKey: newKey(),
      assignments: [
        { messageId: 'm-1', expectedVersion: 3, employeeId: '1005' },
        { messageId: 'm-2', expectedVersion: 3, employeeId: '1999' },
        { messageId: 'm-3', expectedVersion: 3, employeeId: '1005' },
        { messageId: 'm-4', expectedVersion: 3, employeeId: '1005' },
        { messageId: 'm-5', expectedVersion: 3, employeeId: '1006' },
      ],
    });
    expect(results.map((result) => (result.ok ? 'ok' : result.code))).to.deep.equal([
      'ok',
      'invalid',
      'conflict',
      'conflict',
      'not-found',
    ]);
    const [, gone, taken] = results;
    expect(gone).to.have.deep.property('fields', [{ field: 'employeeId', code: 'agent-gone' }]);
    expect(taken).to.have.nested.property('current.employeeId', '1004');
    expect(backend.peek('m-2')?.version, 'the refused row').to.equal(3);
  });

  it('refuses impossible commands', async () => {
    const { backend } = setUp([stored()], { maxAssignments: 1 });
    const many = [...allocate().assignments, ...allocate('m-2').assignments];
    const tries = [[], many, [...allocate().assignments, ...allocate().assignments]];
    for (const assignments of tries) {
      const command = { idempotencyKey: newKey(), assignments };
      const error = await rejection(backend.as().allocateMessages(command), 'invalid');
      expect(error.fields[0]?.field).to.equal('assignments');
    }
    await rejection(backend.as(marco).allocateMessages(allocate()), 'forbidden');
  });

  it('gives a message to one of two administrators and names the winner to the other (W3)', async () => {
    const { backend } = setUp();
    const answers = await Promise.all([
      backend.as().allocateMessages(allocate('m-1', 3, '1005')),
      backend.as(amelia).allocateMessages(allocate('m-1', 3, '1006')),
    ]);
    const results = answers.flat();
    expect(results.filter(({ ok }) => ok)).to.have.length(1);
    const loser = results.find(({ ok }) => !ok);
    expect(loser).to.have.nested.property('current.employeeId', '1005');
    expect(backend.peek('m-1')?.version).to.equal(4);
  });
});

describe('undoing an allocation', () => {
  it('restores the message as it was, with a newer version', async () => {
    const before = stored({ status: 'allocation-failed' });
    const { backend, clock } = setUp([before]);
    await backend.as().allocateMessages(allocate());
    clock.advance(7999);
    const messages = [{ messageId: 'm-1', expectedVersion: 4 }];
    const [result] = await backend.as().undoAllocation({ idempotencyKey: newKey(), messages });
    expect(result?.ok).to.equal(true);
    expect(backend.peek('m-1')).to.deep.equal({
      ...before,
      version: 5,
      updatedAt: clock.now().toISOString(),
    });
  });

  it('refuses when the time is over, when it was touched, and for somebody else', async () => {
    const { backend, clock } = setUp([stored(), stored({ id: 'm-2' }), stored({ id: 'm-3' })]);
    const undo = async (messageId: string, expectedVersion: number, by?: BackendUser) => {
      const messages = [{ messageId, expectedVersion }];
      const [result] = await backend.as(by).undoAllocation({ idempotencyKey: newKey(), messages });
      return result;
    };
    for (const id of ['m-1', 'm-2', 'm-3']) await backend.as().allocateMessages(allocate(id));

    await backend.as().startProcessing(start('m-2', 4));
    expect(await undo('m-2', 4)).to.have.nested.property('current.status', 'processing');
    expect(await undo('m-3', 4, amelia)).to.include({ ok: false, code: 'forbidden' });
    clock.advance(8001);
    expect(await undo('m-1', 4)).to.have.nested.property('fields[0].code', 'undo-expired');
    expect(await undo('m-9', 4)).to.include({ ok: false, code: 'not-found' });
    expect(backend.peek('m-1')?.status).to.equal('unprocessed');
  });
});

describe('processing in the memory backend', () => {
  it('starts with a lease of the user and ends with the comments exactly as typed', async () => {
    const { backend } = setUp([unprocessed()]);
    const started = await backend.as().startProcessing(start());
    expect(started).to.include({ status: 'processing', version: 4, employeeId: '1004' });
    expect(started.lease).to.deep.include({
      ownerEmployeeId: '1001',
      mine: true,
      expiresAt: '2026-11-22T09:40:00.000Z',
    });
    const comments = '  Called back 👍\n\tdone. ';
    const done = await backend.as().submitProcessing({
      idempotencyKey: newKey(),
      messageId: 'm-1',
      expectedVersion: 4,
      leaseId: started.lease!.id,
      comments,
    });
    expect(done).to.include({ status: 'processed', handlingComments: comments, lease: null });
    expect(done.history.at(-1)).to.include({ kind: 'processed', note: comments });
  });

  it('refuses comments that are empty or too long, and keeps the lease (N8)', async () => {
    const { backend } = setUp([unprocessed()]);
    const { lease } = await backend.as().startProcessing(start());
    const submit = (comments: string) =>
      backend.as().submitProcessing({
        idempotencyKey: newKey(),
        messageId: 'm-1',
        expectedVersion: 4,
        leaseId: lease!.id,
        comments,
      });
    const tooLong = await rejection(submit('👍'.repeat(250) + 'x'), 'invalid');
    expect(tooLong.fields).to.deep.equal([{ field: 'comments', code: 'too-long' }]);
    const empty = await rejection(submit(' \n '), 'invalid');
    expect(empty.fields).to.deep.equal([{ field: 'comments', code: 'required' }]);
    expect((await submit('👍'.repeat(250))).status).to.equal('processed');
  });

  it('names the owner to the second user, who may take over with a reason', async () => {
    const { backend } = setUp([unprocessed()]);
    const first = await backend.as(marco).startProcessing(start());
    const error = await rejection(backend.as().startProcessing(start()), 'conflict');
    expect(error.current?.lease).to.include({ ownerName: 'Marco Bellandi', mine: false });
    expect(error.current?.actions.process).to.deep.equal({
      allowed: false,
      reason: 'owned-by-other',
    });

    const unexplained = backend.as().startProcessing(start('m-1', 4, '  '));
    expect((await rejection(unexplained, 'invalid')).fields[0]?.field).to.equal('takeOver.reason');
    const taken = await backend.as().startProcessing(start('m-1', 4, 'Marco went home'));
    expect(taken.history.at(-1)).to.include({ kind: 'taken-over', note: 'Marco went home' });
    expect(taken.lease?.mine).to.equal(true);

    const lost = backend.as(marco).submitProcessing({
      idempotencyKey: newKey(),
      messageId: 'm-1',
      expectedVersion: 4,
      leaseId: first.lease!.id,
      comments: 'x',
    });
    expect((await rejection(lost, 'conflict')).current?.lease?.ownerEmployeeId).to.equal('1001');
  });

  it('lets the owner resume without a new version', async () => {
    const { backend, clock } = setUp([unprocessed()]);
    const started = await backend.as().startProcessing(start());
    clock.advance(60_000);
    const resumed = await backend.as().startProcessing(start('m-1', 4));
    expect(resumed.version).to.equal(4);
    expect(resumed.lease?.id).to.equal(started.lease?.id);
    expect(resumed.lease?.expiresAt).to.equal('2026-11-22T09:41:00.000Z');
  });

  it('releases only what the user holds', async () => {
    const { backend } = setUp([unprocessed()]);
    const { lease } = await backend.as().startProcessing(start());
    const release = (user?: BackendUser) =>
      backend.as(user).releaseProcessing({
        idempotencyKey: newKey(),
        messageId: 'm-1',
        expectedVersion: 4,
        leaseId: lease!.id,
      });
    await rejection(release(amelia), 'conflict');
    expect(await release()).to.include({ status: 'unprocessed', lease: null, version: 5 });
    await rejection(release(), 'conflict');
  });

  it('lets an agent process only what is allocated to that agent', async () => {
    const { backend } = setUp([unprocessed(), unprocessed({ id: 'm-2', employeeId: '1007' })]);
    const other = await backend.as(marco).getMessage('m-2');
    expect(other.actions.process).to.deep.equal({ allowed: false, reason: 'assigned-to-other' });
    await rejection(backend.as(marco).startProcessing(start('m-2')), 'forbidden');
    expect((await backend.as(marco).startProcessing(start())).status).to.equal('processing');
  });

  it('reports per user which actions are not permitted', async () => {
    const { backend } = setUp([stored()]);
    const clerk: BackendUser = { ...amelia, roles: ['administrator'], denied: ['download'] };
    const { actions } = await backend.as(clerk).getMessage('m-1');
    expect(actions).to.deep.equal({
      allocate: { allowed: true },
      process: { allowed: false, reason: 'no-permission' },
      play: { allowed: true },
      download: { allowed: false, reason: 'no-permission' },
    });
  });
});

describe('the rules under random use', () => {
  const users = [DEFAULT_USER, amelia, marco];

  it('never makes an illegal step, and versions only rise (W25)', async () => {
    const act = fc.record({
      kind: fc.constantFrom('allocate', 'undo', 'start', 'take', 'submit', 'release', 'wait'),
      user: fc.nat(users.length - 1),
      id: fc.constantFrom('m-1', 'm-2'),
      isStale: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const { backend, clock } = setUp([stored(), unprocessed({ id: 'm-2' })]);
        for (const { kind, user, id, isStale } of acts) {
          const session = backend.as(users[user]);
          const before = backend.peek(id)!;
          const base = {
            idempotencyKey: newKey(),
            messageId: id,
            expectedVersion: before.version - (isStale ? 1 : 0),
          };
          const held = { ...base, leaseId: before.lease?.id ?? null };
          let isDone = true;
          const steps = {
            allocate: async () => {
              const [result] = await session.allocateMessages({
                idempotencyKey: newKey(),
                assignments: [{ ...base, employeeId: '1006' }],
              });
              isDone = result!.ok;
            },
            undo: async () => {
              const [result] = await session.undoAllocation({
                idempotencyKey: newKey(),
                messages: [base],
              });
              isDone = result!.ok;
            },
            start: () => session.startProcessing(base),
            take: () => session.startProcessing({ ...base, takeOver: { reason: 'test' } }),
            submit: () => session.submitProcessing({ ...held, comments: 'done' }),
            release: () => session.releaseProcessing(held),
            wait: async () => clock.advance(400_000),
          };
          await steps[kind]().catch(() => (isDone = false));
          const after = backend.peek(id)!;
          if (!isDone) expect(after, `${kind} was refused`).to.equal(before);
          else if (kind !== 'wait') {
            expect(isStale, `${kind} with an old version`).to.equal(false);
            const transitions = {
              allocate: 'allocate',
              start: 'start-processing',
              take: 'start-processing',
              submit: 'submit',
              release: 'release',
            } as const;
            if (kind !== 'undo') {
              expect(after.status).to.equal(statusAfter(before.status, transitions[kind]));
            }
          }
          expect(after.version).to.be.at.least(before.version);
          expect(after.lease !== null).to.equal(after.status === 'processing');
        }
      }),
      { numRuns: runs(60), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});
