/** Listening by phone inside the Process dialog, which hands its call control on. */
import { expect } from '@open-wc/testing';
import type { ListenEvent } from '../../adapter/call-control.js';
import { browserName } from '../../../test/support/keys.js';
import { $, opened, waiting } from '../../../test/support/process-screen.js';
import { hasFailed, named } from '../../../test/support/player.js';
import { toneWav } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

describe('listening by phone in the Process dialog', () => {
  before(function () {
    // It plays GSM where extra codecs are installed.
    if (browserName() === 'webkit') this.skip();
  });

  it('plays on the agent’s phone, places no call, and ends when the dialog closes (M12 M13)', async () => {
    const asked: string[] = [];
    let tell: (event: ListenEvent) => void = () => undefined;
    const { element, adapter, events } = await opened({
      message: waiting({ channel: 'voice', durationSeconds: 20 }),
      phone: {
        getAgentState: () => Promise.resolve('idle'),
        startCall: () => {
          asked.push('call');
          return Promise.reject(new Error('no call is placed'));
        },
        listenByPhone: (request, listener) => {
          asked.push(`listen ${request.messageId}`);
          tell = listener;
          return Promise.resolve({ stop: async () => void asked.push('stop') });
        },
      },
    });
    const player = $<VoicePlayerElement>(element, '.player')!;
    named(player, 'Play').click();
    for (const code of [null, 'unsupported'] as const) {
      const request = await adapter.book.next('getRecording');
      if (code === null) request.answer({ kind: 'blob', blob: toneWav(2, 'gsm') });
      else request.fail(code);
    }
    await hasFailed(player);
    await settled(player);
    named(player, 'Listen by phone').click();
    await waitFor(() => asked.includes('listen m'));
    tell({ type: 'playing' });
    await waitFor(() => named(player, 'Stop listening'));
    expect(events.filter((event) => event.startsWith('call-change'))).to.deep.equal([]);
    element.close();
    await waitFor(() => asked.includes('stop'));
    expect(asked).to.deep.equal(['listen m', 'stop']);
  });
});
