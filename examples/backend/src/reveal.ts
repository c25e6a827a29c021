/** One number, shown for a while to somebody who says what for. */
import { audit } from './audit.js';
import { clock, instant, type Session } from './context.js';
import { numbersFor } from './people.js';
import { Problem, invalid } from './problems.js';
import { findRow } from './view.js';

export async function revealContactNumber(session: Session, messageId: string, purpose: string) {
  const { database, settings, user } = session;
  if (numbersFor(user, settings) === 'masked') throw new Problem('forbidden');
  if (purpose.trim() === '') throw invalid('purpose', 'purpose-required');
  const row = await findRow(database.db, messageId);
  if (!row) throw new Problem('not-found');
  if (row.contact_number === null) throw new Problem('not-found');
  // Written before the number leaves: no reveal without its entry.
  await audit(session, database.db, [
    { act: 'revealed', messageId, version: row.version, reason: purpose.trim().slice(0, 500) },
  ]);
  const until = (await clock(session, database.db)) + settings.revealSeconds * 1000;
  return { contactNumber: row.contact_number, until: instant(until) };
}
