import { expect } from 'chai';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../src/model/message.js';
import { readMessage } from '../../src/client/validate/read-message.js';
import { viewMessage } from '../backend/permissions.js';
import { DEFAULT_USER, type StoredMessage } from '../backend/types.js';
import { NUMBER_PATTERNS } from './numbers.js';
import { recordedMessages } from './recordings.js';
import { createSeed } from './seed.js';

const now = new Date('2026-11-22T09:30:00.000Z');
const seed = createSeed({ now });
const messages = seed.messages as readonly StoredMessage[];
const ageDays = ({ createdAt }: StoredMessage): number =>
  (now.getTime() - Date.parse(createdAt)) / 86_400_000;
const recent = messages.filter((message) => ageDays(message) <= 7);

describe('the seed data', () => {
  it('holds at least 240 messages, 200 of them of the last 7 days', () => {
    expect(messages.length).to.be.at.least(240);
    expect(recent.length).to.be.at.least(200);
    expect(messages.length - recent.length).to.be.within(15, 40);
    expect(new Set(messages.map(({ id }) => id)).size).to.equal(messages.length);
  });

  it('has both channels in all five statuses within the last day and the last week', () => {
    for (const days of [1, 7]) {
      for (const status of MESSAGE_STATUSES) {
        for (const channel of MESSAGE_CHANNELS) {
          const found = recent.filter(
            (message) =>
              ageDays(message) <= days && message.status === status && message.channel === channel,
          );
          expect(found.length, `${status} ${channel} ${days} d`).to.be.at.least(days === 1 ? 1 : 4);
        }
      }
    }
  });

  it('is denser the more recent it is', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7].map(
      (day) => recent.filter((message) => Math.ceil(ageDays(message)) === day).length,
    );
    expect(counts[0]).to.be.greaterThan(counts[3]!);
    expect(Math.min(...counts)).to.be.at.least(10);
  });

  it('holds at least 40 agents with accounts, in several scripts, and 6 skill queues', () => {
    expect(seed.agents.length).to.be.at.least(44);
    expect(new Set(seed.agents.map(({ businessAccount }) => businessAccount)).size).to.equal(
      seed.agents.length,
    );
    const names = seed.agents.map(({ name }) => name).join('');
    for (const script of ['Han', 'Arabic', 'Cyrillic', 'Devanagari', 'Greek', 'Hangul', 'Latin']) {
      expect(names, script).to.match(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    expect(seed.skillQueues).to.have.length(6);
  });

  it('uses every recording at its own length, the one that cannot be decoded once or twice', () => {
    const voices = recent.filter(({ channel }) => channel === 'voice');
    for (const { file, durationSeconds, codec } of recordedMessages) {
      const users = voices.filter(({ recordingFile }) => recordingFile === file);
      expect(users.length, file).to.be.at.least(1);
      if (codec === 'gsm') expect(users.length).to.be.at.most(2);
      for (const message of users) expect(message.durationSeconds).to.equal(durationSeconds);
    }
    const lengths = voices.map(({ durationSeconds }) => durationSeconds ?? 0);
    expect(Math.min(...lengths)).to.be.below(5);
    expect(Math.max(...lengths)).to.be.above(150);
    for (const { recordingState } of voices) expect(recordingState).to.equal('available');
  });

  it('holds texts in ten languages, long and short, hostile and mixed', () => {
    const webs = messages.filter(({ channel }) => channel === 'web');
    const texts = webs.map(({ text }) => text ?? '');
    expect(new Set(texts).size).to.be.at.least(60);
    expect(new Set(webs.map(({ language }) => language?.slice(0, 2))).size).to.equal(10);
    for (const text of texts) {
      expect(text).not.to.equal('');
      expect(text).not.to.match(/\{\w+\}/);
    }
    expect(Math.max(...texts.map(({ length }) => length))).to.be.above(1500);
    for (const wanted of [
      /<script>/,
      /\p{Script=Arabic}.*https:.*Thank/su,
      /\p{Emoji_Presentation}/u,
      /\n/,
    ]) {
      expect(
        texts.some((text) => wanted.test(text)),
        String(wanted),
      ).to.equal(true);
    }
  });

  it('has a plausible history for each message', () => {
    for (const message of messages) {
      const { id, status, history, lease } = message;
      const times = history.map(({ at }) => Date.parse(at ?? ''));
      expect(
        [...times].sort((a, b) => a - b),
        id,
      ).to.deep.equal(times);
      expect(history[0], id).to.include({ kind: 'created', at: message.createdAt });
      expect(history.at(-1)?.at, id).to.equal(message.updatedAt);
      expect(Date.parse(message.updatedAt), id).to.be.at.most(now.getTime());
      const isAllocated = status !== 'to-be-allocated' && status !== 'allocation-failed';
      expect(message.employeeId !== null, id).to.equal(isAllocated);
      expect(message.businessAccount !== null, id).to.equal(isAllocated);
      expect(lease !== null, id).to.equal(status === 'processing');
      expect(message.handlingComments !== null, id).to.equal(status === 'processed');
      expect(message.allocationFailure !== null, id).to.equal(status === 'allocation-failed');
      if (message.channel === 'voice') expect(message.text, id).to.equal(null);
    }
    const codes = messages.flatMap(({ allocationFailure }) => allocationFailure?.code ?? []);
    expect(new Set(codes)).to.deep.equal(new Set(['agent-not-found', 'skill-queue-not-found']));
  });

  it('has one message that the default user can resume, and others that somebody else works on', () => {
    const owners = messages.flatMap(({ lease }) => lease?.ownerEmployeeId ?? []);
    expect(owners.filter((owner) => owner === DEFAULT_USER.employeeId)).to.have.length(1);
    expect(owners.length).to.be.at.least(6);
  });

  it('uses only numbers that reach nobody, and a few that are none', () => {
    const patterns = Object.values(NUMBER_PATTERNS)
      .flat()
      .map((pattern) => pattern.replace(/[+()]/g, '\\$&').replaceAll('#', '\\d'));
    const fictional = new RegExp(`^(${patterns.join('|')})$`);
    const odd = messages
      .map(({ contactNumber }) => contactNumber)
      .filter((number) => number === null || !fictional.test(number));
    expect(odd.sort()).to.deep.equal(['8801', '8807', 'anonymous', null].sort());
  });

  it('is the same for the same seed and another one for another', () => {
    expect(createSeed({ now })).to.deep.equal(seed);
    const other = createSeed({ now, seed: 1 }).messages as readonly StoredMessage[];
    expect(other.map(({ contactNumber }) => contactNumber)).not.to.deep.equal(
      messages.map(({ contactNumber }) => contactNumber),
    );
    const later = createSeed({ now: new Date(now.getTime() + 3_600_000) });
    const [newest] = later.messages as readonly StoredMessage[];
    expect(Date.parse(newest!.createdAt) - Date.parse(messages[0]!.createdAt)).to.equal(3_600_000);
  });

  it('is read without issues', () => {
    for (const message of messages) {
      const issues: string[] = [];
      const view = viewMessage(message, DEFAULT_USER);
      expect(readMessage(view, issues)).to.deep.equal(view);
      expect(issues).to.deep.equal([]);
    }
  });
});
