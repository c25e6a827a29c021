/**
 * What answers must look like before they are handed on. Strict about what everything hangs on
 * (a page has rows, a message has an id), loose about the rest: the reader of the elements checks
 * every field, and can then name the one that is wrong.
 */
import * as v from 'valibot';
import type { Agent } from '../../model/agent.js';
import type { Message } from '../../model/message.js';

const EMPTY_MESSAGE: Omit<Message, 'id' | 'version'> = {
  channel: '',
  status: '',
  contactNumber: null,
  employeeId: null,
  businessAccount: null,
  createdAt: null,
  updatedAt: null,
  durationSeconds: null,
  text: null,
  language: null,
  organization: null,
  skillQueue: null,
  actions: {},
  lease: null,
  allocationFailure: null,
  handlingComments: null,
  history: [],
};
const EMPTY_AGENT: Omit<Agent, 'employeeId'> = {
  businessAccount: '',
  name: null,
  organization: null,
  skillQueues: [],
  state: 'unknown',
  openMessages: null,
};

/** Lists are objects to the library, but not to us. */
const record = v.pipe(
  v.custom<object>((value) => !Array.isArray(value)),
  v.looseObject({}),
);

/** Rows of an answer: what is no object at all falls away, everything else stays. */
const rows = <Row>(empty: object) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) =>
      all.flatMap((row) => {
        const read = v.safeParse(record, row);
        return read.success ? [{ ...empty, ...read.output } as Row] : [];
      }),
    ),
  );

const nothing = v.optional(v.unknown(), null);

export const messageShape = v.pipe(
  v.looseObject({ id: v.string(), version: v.number() }),
  v.transform((row) => ({ ...EMPTY_MESSAGE, ...row })),
);
export const messagePageShape = v.object({
  messages: rows<Message>(EMPTY_MESSAGE),
  total: nothing,
  totalIsEstimate: v.optional(v.unknown(), false),
  nextCursor: nothing,
  hasMore: nothing,
  serverTime: nothing,
  sequence: nothing,
});
export const agentPageShape = v.object({
  agents: rows<Agent>(EMPTY_AGENT),
  total: nothing,
  nextCursor: nothing,
  hasMore: nothing,
});
export const resultsShape = v.pipe(
  v.object({ results: rows<object>({}) }),
  v.transform(({ results }) => results),
);
export const leaseShape = v.looseObject({
  id: v.string(),
  ownerEmployeeId: v.string(),
  ownerName: nothing,
  mine: v.boolean(),
  expiresAt: nothing,
});
export const capabilitiesShape = record;
export const recordingShape = v.object({
  url: v.string(),
  crossOrigin: v.fallback(v.nullish(v.picklist(['anonymous', 'use-credentials'])), null),
  mimeType: nothing,
  expiresAt: nothing,
  durationSeconds: nothing,
  sizeBytes: nothing,
  peaks: v.optional(v.unknown(), []),
  transcript: nothing,
  archive: v.fallback(v.picklist(['none', 'password-zip']), 'none'),
});
export const listeningShape = v.looseObject({ messageId: v.string(), spans: v.array(v.unknown()) });
export const eventShape = v.object({
  messageId: v.string(),
  version: v.number(),
  message: v.fallback(v.nullish(messageShape, null), null),
  reason: v.fallback(v.picklist(['deleted', 'erased']), 'deleted'),
});
