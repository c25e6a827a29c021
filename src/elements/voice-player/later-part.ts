/** Between the player and what it loads late; see player-later.ts. */
import {
  html,
  nothing,
  type CSSResult,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import type { MediaSessionLink, SessionPlayer } from '../../controllers/playback/media-session.js';
import type { StringKey } from '../../i18n/strings.js';
import { icon } from '../shared/icons.js';
import { LateCode } from '../message-list/late-code.js';
import type { FailureView } from './failure-notice.js';
import type { Translate } from '../../i18n/i18n.js';
import type { Shortcuts } from './shortcuts.js';

export type LaterCode = typeof import('./player-later.js');

export type LaterHost = ReactiveControllerHost &
  Element &
  SessionPlayer & { readonly failureCause: FailureCause | null };

export interface LaterOptions {
  readonly t: Translate;
  readonly say: (text: string) => void;
  /** Takes in the words and the looks of what was loaded. */
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
  /** Somebody wanted it, and it could not be loaded. */
  readonly onPartFailed: () => void;
}

/** A click that comes at once is not to compete with what is loaded for later. */
const QUIET_MS = 500;
/** A failure waits so long for the code that names its cause. */
const SOON_MS = 3000;

export class LaterPart implements ReactiveController {
  readonly #host: LaterHost;
  readonly #options: LaterOptions;
  readonly #late = new LateCode<LaterCode>(
    () => import('./player-later.js'),
    (code) => this.#take(code),
  );
  #isAsked = false;
  #session: MediaSessionLink | null = null;
  #isShowingKeys = false;

  constructor(host: LaterHost, options: LaterOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** In an idle moment: a connection that goes must not take the sentence away that tells of it. */
  hostUpdated(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const load = (): void => void this.load();
    setTimeout(() => {
      // Safari has no `requestIdleCallback`.
      if (typeof requestIdleCallback === 'function') requestIdleCallback(load, { timeout: 1000 });
      else load();
    }, QUIET_MS);
  }

  /** Resolves to `null` when it cannot be loaded now. */
  load(): Promise<LaterCode | null> {
    return this.#late.load();
  }

  /** The same, within a few seconds. */
  async soon(): Promise<LaterCode | null> {
    if (this.#late.code) return this.#late.code;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = new Promise<null>((resolve) => (timer = setTimeout(resolve, SOON_MS, null)));
    const code = await Promise.race([this.load(), end]);
    clearTimeout(timer);
    return code;
  }

  /** The sentence for `cause`; without the code the one that names none. */
  causeKey(cause: FailureCause): StringKey {
    return this.#late.code?.causeKey(cause) ?? 'playerCannotPlay';
  }

  /** Why it cannot be played and what can be done; without the code only that it cannot. */
  renderFailure(failure: Omit<FailureView, 't' | 'player' | 'onSlotChange'>): TemplateResult {
    const { t } = this.#options;
    const player = this.#host;
    const onSlotChange = (): void => player.requestUpdate();
    const { code } = this.#late;
    if (code) return code.renderFailure({ ...failure, t, player, onSlotChange });
    return html`<div class="notice" data-tone="danger" part="failure">
      ${icon('warning')}
      <p class="grow">${t('playerCannotPlay')}</p>
      <div class="actions">
        <button class="button" type="button" @click=${failure.retry}>${icon('refresh')}${t('retry')}</button>
        <slot name="failure-actions"></slot>
      </div>
    </div>`;
  }

  /** `title` for the system's "now playing"; `null` for none. */
  followSession(title: string | null): void {
    this.#session?.follow(title, navigator);
  }

  /** Lets the system's media keys go. */
  release(): void {
    this.#session?.release();
  }

  get isShowingKeys(): boolean {
    return this.#isShowingKeys;
  }

  /** A click that comes before the code waits for it. */
  async toggleKeys(): Promise<void> {
    if (this.#late.code ?? (await this.load())) {
      this.#isShowingKeys = !this.#isShowingKeys;
      this.#host.requestUpdate();
    } else this.#options.onPartFailed();
  }

  renderKeys(shortcuts: Shortcuts | null): TemplateResult | typeof nothing {
    if (!this.#isShowingKeys) return nothing;
    return this.#late.code?.keyHelp(shortcuts, this.#options.t) ?? nothing;
  }

  #take(code: LaterCode | null): void {
    if (!code) return;
    const { failureCause } = this.#host;
    this.#options.adoptStyles(code.laterStyles);
    this.#session = new code.MediaSessionLink(this.#host);
    // Until now it was only said that it cannot be played.
    if (failureCause !== null) this.#options.say(this.#options.t(code.causeKey(failureCause)));
    this.#host.requestUpdate();
  }
}
