/** Reads the recorded history and the database, and says what cannot have happened in a right service. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../src/db/schema.js';
import type { History } from './history.js';

/** Sentences, one for each kind of fault, with the first cases. Empty when everything is right. */
export async function check(history: History, db: Kysely<Tables>): Promise<string[]> {
  const faults = new Map<string, string[]>();
  const fault = (kind: string, what: string): void => {
    const list = faults.get(kind) ?? [];
    list.push(what);
    faults.set(kind, list);
  };

  const messages = new Map(
    (await db.selectFrom('messages').selectAll().execute()).map((row) => [row.id, row]),
  );
  const events = await db.selectFrom('events').selectAll().orderBy('sequence').execute();
  const audit = await db.selectFrom('audit').selectAll().orderBy('id').execute();
  const lines = await db.selectFrom('history').selectAll().execute();

  // --- each key one effect -----------------------------------------------------------------------
  /** Who made which version: two keys that made the same one both believe in their success. */
  const makers = new Map<string, string>();
  for (const { operation, key, answers, by } of history.sent) {
    const good = answers.filter(({ status }) => status === 200);
    const said = new Set(good.map(({ changed }) => JSON.stringify(changed)));
    if (said.size > 1)
      fault('one key was answered in two ways', `${operation} ${key}: ${[...said].join(' | ')}`);
    const firm = answers.filter(({ status }) => status !== 0 && status < 500 && status !== 409);
    if (good.length > 0 && firm.some(({ status }) => status !== 200)) {
      fault(
        'one key was both done and refused',
        `${operation} ${key}: ${answers.map(({ status }) => status).join(', ')}`,
      );
    }
    for (const { id, version } of good[0]?.changed ?? []) {
      // A resumed lease makes no version.
      const isResumed =
        (operation === 'start' || operation === 'take-over') && isSameOwner(id, version, by);
      const maker = makers.get(`${id} ${version}`);
      if (maker !== undefined && maker !== key && !isResumed) {
        fault(
          'one version was made by two commands',
          `${operation} of ${id} at version ${version}`,
        );
      }
      if (maker === undefined) makers.set(`${id} ${version}`, key);
      const row = messages.get(id);
      if (!row || row.version < version) {
        fault(
          'an accepted command is lost',
          `${operation} of ${id}: version ${version} was answered, ${row?.version} is there`,
        );
      }
    }
  }

  /** Whether `by` had made this version before: then a start only made the lease longer. */
  function isSameOwner(id: string, version: number, by: string): boolean {
    return audit.some(
      ({ message_id, version: made, employee_id, act }) =>
        message_id === id &&
        made === version &&
        employee_id === by &&
        /started|taken-over/.test(act),
    );
  }

  // --- each message: versions, allocations, leases --------------------------------------------------
  const acts = new Map<string, typeof audit>();
  for (const entry of audit) {
    if (entry.message_id === null || entry.act === 'viewed') continue;
    const list = acts.get(entry.message_id) ?? [];
    list.push(entry);
    acts.set(entry.message_id, list);
  }
  for (const [id, list] of acts) {
    list.sort((a, b) => (a.version ?? 0) - (b.version ?? 0) || a.id - b.id);
    let isAllocated = false;
    let owner: string | null = null;
    list.forEach(({ act, version, employee_id: by }, at) => {
      if (at > 0 && version !== (list[at - 1]!.version ?? 0) + 1) {
        fault(
          'versions do not rise by one',
          `${id}: ${list.map((each) => `${each.version} ${each.act}`).join(', ')}`,
        );
      }
      switch (act) {
        case 'allocated':
          if (isAllocated) fault('a message was allocated twice at once', id);
          isAllocated = true;
          break;
        case 'allocation-undone':
          isAllocated = false;
          break;
        case 'processing-started':
          if (owner !== null) fault('a lease had two owners', `${id}: ${owner} and ${by}`);
          owner = by;
          break;
        case 'taken-over':
          owner = by;
          break;
        case 'processed':
        case 'released':
          if (owner !== by)
            fault('a lease had two owners', `${id}: ${owner} held it, ${by} ended it (${act})`);
          owner = null;
          break;
        case 'lease-ended':
          owner = null;
          break;
      }
    });
    const row = messages.get(id);
    if (row && row.version !== list.at(-1)?.version)
      fault('the last act is not the last version', id);
    if (row && row.lease_owner !== owner)
      fault('the lease is not where the acts say', `${id}: ${row.lease_owner}, ${owner}`);
    if (list.filter(({ act }) => act === 'processed').length > 1)
      fault('a message was processed twice', id);
  }

  // --- leases end by the database's clock, never before their end ------------------------------------
  const ends = new Map(
    lines
      .filter(({ kind, employee_id }) => kind === 'released' && employee_id === null)
      .map((line) => [`${line.message_id} ${line.version}`, line.at]),
  );
  for (const { act, message_id: id, version, at } of audit) {
    const end = act === 'lease-ended' ? ends.get(`${id} ${version}`) : undefined;
    if (end !== undefined && at < end)
      fault('a lease was ended before its end', `${id}: ${end - at} ms too early`);
  }

  // --- each accepted submit exactly once --------------------------------------------------------------
  const processed = new Map(
    audit.filter(({ act }) => act === 'processed').map((entry) => [entry.message_id, entry]),
  );
  for (const { operation, messageIds, answers } of history.sent) {
    if (operation !== 'submit' || !answers.some(({ status }) => status === 200)) continue;
    const [id = ''] = messageIds;
    if (messages.get(id)?.status !== 'processed' || !processed.has(id))
      fault('an accepted submit is lost', id);
  }
  for (const [id] of processed) {
    const tries = history.sent.filter(
      ({ operation, messageIds }) => operation === 'submit' && messageIds[0] === id,
    );
    if (tries.length === 0) fault('a message was processed that nobody submitted', String(id));
  }

  // --- events -----------------------------------------------------------------------------------------
  const told = new Map<string, number>();
  events.forEach(({ sequence, message_id: id, version }, at) => {
    if (sequence !== at + 1)
      fault('the numbers of events have a gap', `${sequence} at place ${at + 1}`);
    told.set(`${id} ${version}`, (told.get(`${id} ${version}`) ?? 0) + 1);
  });
  for (const [what, times] of told) if (times > 1) fault('a change was told twice', what);
  for (const { act, message_id: id, version } of audit) {
    if (act === 'viewed' || id === null) continue;
    if (!told.has(`${id} ${version}`))
      fault('a change was never told', `${id} at version ${version} (${act})`);
  }
  for (const [id, { version }] of messages) {
    const last = Math.max(0, ...(acts.get(id) ?? []).map((entry) => entry.version ?? 0));
    if (last > 0 && last !== version) fault('a change has no act', id);
  }
  for (const what of told.keys()) {
    const [id = '', version = ''] = what.split(' ');
    if ((messages.get(id)?.version ?? 0) < Number(version))
      fault('an event tells of what never was', what);
  }
  const bySequence = new Map(events.map((event) => [event.sequence, event]));
  history.subscribers.forEach((received, number) => {
    received.forEach(({ kind, sequence, messageId, version }, at) => {
      if (kind === 'start' || kind === 'reset') return;
      const before = received[at - 1];
      if (before && sequence !== before.sequence + 1) {
        fault(
          'a subscriber missed an event or saw one twice',
          `subscriber ${number}: ${sequence} after ${before.sequence}`,
        );
      }
      const event = bySequence.get(sequence);
      if (event?.message_id !== messageId || event?.version !== version) {
        fault('a subscriber was told something else', `subscriber ${number}: event ${sequence}`);
      }
    });
    const last = received.at(-1)?.sequence ?? 0;
    if (last < events.length)
      fault(
        'a subscriber did not hear the last event',
        `subscriber ${number}: ${last} of ${events.length}`,
      );
  });

  return [...faults].map(
    ([kind, cases]) =>
      `${kind} (${cases.length} times, for example ${cases.slice(0, 2).join('; ')})`,
  );
}
