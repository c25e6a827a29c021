import { expect } from '@open-wc/testing';
import { aMessage } from '../../../test/support/messages.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import { rowActions } from './row-actions.js';

const I18N: I18n = { t: (key) => key, locale: 'en', timeZone: 'UTC' };
const places = (message: Message): string[] =>
  rowActions(I18N, message, null).map(({ id, place }) => `${id} ${String(place)}`);

describe('the actions of a row', () => {
  it('each have their place, whatever the row offers', () => {
    const voice = aMessage({ channel: 'voice', status: 'to-be-allocated' });
    expect(places(voice)).to.deep.equal(['allocate 0', 'process 1', 'play 2', 'download 3']);
    const web = aMessage({ channel: 'web', status: 'to-be-allocated' });
    expect(places(web)).to.deep.equal(['allocate 0', 'process 1', 'view 2']);
    const viewed = aMessage({ status: 'processed', actions: { view: { allowed: true } } });
    expect(places(viewed), 'View beside Play').to.include.members(['view 0', 'play 2']);
  });

  it('know why they are disabled (A18)', () => {
    const reasons = rowActions(I18N, aMessage({ status: 'processed' }), null).map(
      ({ id, disabledReason }) => [id, disabledReason],
    );
    expect(Object.fromEntries(reasons)).to.include({
      process: 'reasonAlreadyProcessed',
      play: null,
    });
    const unknown = aMessage({
      status: 'unprocessed',
      actions: { play: { allowed: false, reason: 'moon-phase' } },
    });
    const play = rowActions(I18N, unknown, null).find(({ id }) => id === 'play');
    expect(play?.disabledReason).to.equal('reasonUnsupported');
  });

  it('pause the message that plays', () => {
    const message = aMessage();
    const play = (isPaused: boolean) =>
      rowActions(I18N, message, { messageId: message.id, isPaused }).find(
        ({ id }) => id === 'play',
      );
    expect(play(false)).to.include({ icon: 'pause', word: 'listPause' });
    expect(play(true)).to.include({ icon: 'play', word: 'play' });
  });
});
