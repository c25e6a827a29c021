/** The heard parts of recordings per user, and whether they are enough to submit. */
import type {
  HeardStatement,
  Listening,
  ListeningReport,
  ListeningSpan,
} from '../../src/adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../../src/adapter/errors.js';
import { recordedMessages } from '../data/recordings.js';
import { permissionFor } from './permissions.js';
import type { BackendUser, StoredMessage } from './types.js';

/** Browsers measure time coarsely: so much less of the recording is accepted. */
const FORGIVEN_SHARE = 0.02;

/** Spans per message and employee; nothing else is kept. */
export class ListeningBook {
  readonly #messages = new Map<string, Map<string, readonly ListeningSpan[]>>();

  add(messageId: string, employeeId: string, spans: readonly ListeningSpan[]): void {
    const message = this.#messages.get(messageId) ?? new Map<string, readonly ListeningSpan[]>();
    message.set(employeeId, unite([...(message.get(employeeId) ?? []), ...spans]));
    this.#messages.set(messageId, message);
  }

  of(messageId: string, employeeId: string): readonly ListeningSpan[] {
    return this.#messages.get(messageId)?.get(employeeId) ?? [];
  }

  /** The spans of all other users, without names. */
  othersOf(messageId: string, employeeId: string): readonly ListeningSpan[] {
    const others = [...(this.#messages.get(messageId) ?? [])];
    return unite(others.flatMap(([who, spans]) => (who === employeeId ? [] : spans)));
  }

  forget(messageId: string): void {
    this.#messages.delete(messageId);
  }
}

interface Listener {
  readonly tenant: { readonly listening: ListeningBook };
  readonly user: BackendUser;
}

export function getListening(listener: Listener, message: StoredMessage): Listening {
  check(listener, 'getListening', message);
  return view(listener, message.id);
}

export function saveListening(
  listener: Listener,
  message: StoredMessage,
  { spans }: ListeningReport,
): Listening {
  check(listener, 'saveListening', message);
  checkSpans('saveListening', spans);
  const { tenant, user } = listener;
  tenant.listening.add(message.id, user.employeeId, clip(spans, lengthOf(message)));
  return view(listener, message.id);
}

/** Whether enough of `message` was heard to submit it. The spans of the statement are kept too. */
export function isHeardEnough(
  { tenant, user }: Listener,
  heardBeforeSubmitPercent: number,
  message: StoredMessage,
  heard: HeardStatement | undefined,
): boolean {
  if (heardBeforeSubmitPercent <= 0 || message.channel !== 'voice') return true;
  const length = lengthOf(message);
  if (heard) {
    checkSpans('submitProcessing', heard.spans);
    tenant.listening.add(message.id, user.employeeId, clip(heard.spans, length));
    if (heard.instead !== null) return true;
  }
  if (length === null) return true;
  const share = seconds(tenant.listening.of(message.id, user.employeeId)) / length;
  return share >= heardBeforeSubmitPercent / 100 - FORGIVEN_SHARE;
}

function view({ tenant, user }: Listener, messageId: string): Listening {
  return {
    messageId,
    spans: tenant.listening.of(messageId, user.employeeId),
    others: tenant.listening.othersOf(messageId, user.employeeId),
  };
}

/** Only users who may play the recording can read or save its listening. */
function check({ user }: Listener, operation: AdapterOperation, message: StoredMessage): void {
  if (!permissionFor(message, 'play', user).allowed) {
    throw new AdapterError('forbidden', { operation });
  }
}

function checkSpans(operation: AdapterOperation, spans: readonly ListeningSpan[]): void {
  const isRight = ({ startSeconds, endSeconds }: ListeningSpan): boolean =>
    startSeconds >= 0 && endSeconds > startSeconds && Number.isFinite(endSeconds);
  if (!Array.isArray(spans) || spans.length > 1000 || !spans.every(isRight)) {
    const fields = [{ field: 'spans', code: 'malformed' }];
    throw new AdapterError('invalid', { operation, fields });
  }
}

function lengthOf(message: StoredMessage): number | null {
  const recorded = recordedMessages.find(({ file }) => file === message.recordingFile);
  return recorded?.durationSeconds ?? message.durationSeconds;
}

function clip(spans: readonly ListeningSpan[], length: number | null): readonly ListeningSpan[] {
  if (length === null) return spans;
  return spans.flatMap(({ startSeconds, endSeconds }) =>
    startSeconds < length ? [{ startSeconds, endSeconds: Math.min(endSeconds, length) }] : [],
  );
}

/** Sorted, without overlaps. */
function unite(spans: readonly ListeningSpan[]): readonly ListeningSpan[] {
  const united: ListeningSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const last = united.at(-1);
    if (last && span.startSeconds <= last.endSeconds) {
      const endSeconds = Math.max(last.endSeconds, span.endSeconds);
      united[united.length - 1] = { startSeconds: last.startSeconds, endSeconds };
    } else united.push({ startSeconds: span.startSeconds, endSeconds: span.endSeconds });
  }
  return united;
}

function seconds(spans: readonly ListeningSpan[]): number {
  return spans.reduce((sum, span) => sum + span.endSeconds - span.startSeconds, 0);
}
