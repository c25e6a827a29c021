import { expect } from '@open-wc/testing';
import { aMessage } from '../../../test/support/messages.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import { rowActions } from './row-actions.js';

const I18N: I18n = { t: (key) => key, locale: 'en', timeZone: 'UTC' };
const actionsOf = (message: Message) => rowActions(I18N, message, null);
const ids = (message: Message) => {
  const { primary, play, others } = actionsOf(message);
  return [primary?.id ?? null, play?.id ?? null, others.map(({ id }) => id)];
};

describe('the actions of a row', () => {
  it('are one main action for the status, Play, and the others', () => {
    const voice = aMessage({ channel: 'voice', status: 'to-be-allocated' });
    expect(ids(voice)).to.deep.equal(['allocate', 'play', ['process', 'download']]);
    const web = aMessage({ channel: 'web', status: 'to-be-allocated' });
    expect(ids(web)).to.deep.equal(['allocate', null, ['process', 'view']]);
    const open = aMessage({ channel: 'web', status: 'unprocessed' });
    expect(ids(open)).to.deep.equal(['process', null, ['allocate', 'view']]);
    const done = aMessage({ channel: 'web', status: 'processed' });
    expect(ids(done)).to.deep.equal(['view', null, ['allocate', 'process']]);
    const viewed = aMessage({ status: 'processed', actions: { view: { allowed: true } } });
    expect(ids(viewed)).to.deep.equal(['view', 'play', ['process', 'download']]);
  });

  it('know why they are disabled (A18)', () => {
    const done = actionsOf(aMessage({ status: 'processed' }));
    expect(done.others.find(({ id }) => id === 'process')?.disabledReason).to.equal(
      'reasonAlreadyProcessed',
    );
    expect(done.play?.disabledReason).to.equal(null);
    const unknown = actionsOf(
      aMessage({
        status: 'unprocessed',
        actions: { play: { allowed: false, reason: 'moon-phase' } },
      }),
    );
    expect(unknown.play).to.equal(null);
    expect(unknown.others.find(({ id }) => id === 'play')?.disabledReason).to.equal(
      'reasonUnsupported',
    );
  });

  it('pause the message that plays', () => {
    const message = aMessage();
    const play = (isPaused: boolean) =>
      rowActions(I18N, message, { messageId: message.id, isPaused }).play;
    expect(play(false)).to.include({ icon: 'pause', word: 'listPause' });
    expect(play(true)).to.include({ icon: 'play', word: 'play' });
  });
});
