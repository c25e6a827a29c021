import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { LONG, aPlayer, named } from '../../../test/support/player.js';
import { soundAdapter, urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: accessibility', () => {
  it('has no faults at rest, while playing and after a failure (A19)', async () => {
    const player = await aPlayer();
    await expectAccessible(player);
    await player.play();
    named(player, 'Keyboard shortcuts').click();
    await settled(player);
    await expectAccessible(player);
    player.adapter = soundAdapter(new AdapterError('recording-purged'));
    await settled(player);
    await player.play().catch(() => undefined);
    await settled(player);
    await expectAccessible(player);
  });

  it('has targets of at least 24 pixels (A9)', async () => {
    const player = await aPlayer(urlAnswer(LONG, { transcript: { cues: [] } }));
    await player.play();
    await settled(player);
    for (const control of player.shadowRoot!.querySelectorAll('button, select, input')) {
      const { width, height } = control.getBoundingClientRect();
      expect(width, control.outerHTML).to.be.at.least(24);
      expect(height, control.outerHTML).to.be.at.least(24);
    }
  });

  it('runs from left to right in Arabic too, with Arabic words (H3)', async () => {
    const page = await fixture<HTMLElement>(
      html`<div lang="ar">
        <aicc-voice-player .adapter=${soundAdapter(urlAnswer(LONG))}></aicc-voice-player>
      </div>`,
    );
    const player = page.querySelector('aicc-voice-player')!;
    player.message = aMessage({ durationSeconds: 72.82 });
    await waitFor(() => player.hasUpdated);
    await settled(player);
    const seek = named<HTMLInputElement>(player, 'موضع التشغيل');
    expect(getComputedStyle(seek).direction).to.equal('ltr');
    seek.focus();
    await press('ArrowRight');
    expect(player.currentTime).to.equal(5);
  });
});
