/** The portal around the elements: header with the agent's phone, menu, content area. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentState } from '../src/model/agent.js';
import type { DemoBackend } from './backend.js';
import {
  addressWith,
  applySettings,
  LANGUAGES,
  type Language,
  type Settings,
  type Theme,
} from './settings.js';
import { scenarioNames, type SimulatedPhone } from '../mocks/memory.js';
import { text, type TextKey } from './texts.js';
import { WORKFLOW_EVENTS } from '../src/elements/shared/workflow-events.js';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  ar: 'العربية',
};

const MENU: readonly TextKey[] = [
  'home',
  'workbench',
  'messages',
  'history',
  'quality',
  'channels',
  'configuration',
];

/** The states that an agent can choose. Only a call sets `talking`. */
const CHOSEN_STATES: readonly AgentState[] = ['idle', 'busy', 'wrap-up', 'rest', 'signed-out'];

const PHONE_LINES = {
  none: 'noCall',
  dialling: 'starting',
  alerting: 'alerting',
  talking: 'onCall',
} as const satisfies Record<string, TextKey>;

const MOST_EVENTS = 100;

interface HeardEvent {
  readonly number: number;
  readonly type: string;
  readonly detail: string;
}

export class Portal {
  #settings: Settings;
  readonly #backend: DemoBackend;
  readonly #render: (template: TemplateResult) => void;
  #heard: readonly HeardEvent[] = [];
  #heardCount = 0;

  constructor(
    settings: Settings,
    backend: DemoBackend,
    render: (template: TemplateResult) => void,
  ) {
    this.#settings = settings;
    this.#backend = backend;
    this.#render = render;
  }

  start(): void {
    this.#backend.scenario.phone.onChange(() => this.#update());
    for (const type of WORKFLOW_EVENTS)
      document.addEventListener(type, (event) => this.#hear(event));
    addEventListener('hashchange', () => this.#update());
    this.#update();
  }

  get #area(): TextKey {
    const wanted = location.hash.slice(1);
    return MENU.find((area) => area === wanted) ?? 'messages';
  }

  #t(key: TextKey): string {
    return text(this.#settings.lang, key);
  }

  #hear(event: Event): void {
    this.#heardCount += 1;
    const entry: HeardEvent = {
      number: this.#heardCount,
      type: event.type,
      detail: JSON.stringify((event as CustomEvent<unknown>).detail),
    };
    this.#heard = [entry, ...this.#heard].slice(0, MOST_EVENTS);
    this.#update();
  }

  #change(change: Partial<Pick<Settings, 'lang' | 'theme'>>): void {
    this.#settings = { ...this.#settings, ...change };
    applySettings(this.#settings);
    history.replaceState(null, '', addressWith(change));
    document.title = `${this.#t('messages')} · AICC`;
    this.#update();
  }

  #update(): void {
    this.#render(html`
      <div class="portal">
        <a class="skip" href="#messages" @click=${this.#skip}>${this.#t('skip')}</a>
        ${this.#renderBar()} ${this.#renderMenu()}
        <main class="content" id="content" tabindex="-1">
          ${this.#area === 'messages' ? this.#renderMessages() : this.#renderElsewhere()}
        </main>
      </div>
    `);
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };

  #renderBar(): TemplateResult {
    return html`
      <header class="bar">
        <span class="brand"
          ><img src="${import.meta.env.BASE_URL}favicon.svg" alt="" /> AICC ${this.#t('product')}</span
        >
        <span class="tenant">${this.#t('tenant')}</span>
        ${this.#renderPhone(this.#backend.scenario.phone)}
        <div class="switches">
          <label
            >${this.#t('language')}
            <select
              @change=${(event: Event) =>
                this.#change({ lang: (event.target as HTMLSelectElement).value as Language })}
            >
              ${LANGUAGES.map(
                (lang) =>
                  html`<option value=${lang} lang=${lang} ?selected=${lang === this.#settings.lang}>
                    ${LANGUAGE_NAMES[lang]}
                  </option>`,
              )}
            </select></label
          >
          <label
            >${this.#t('theme')}
            <select
              @change=${(event: Event) =>
                this.#change({ theme: (event.target as HTMLSelectElement).value as Theme })}
            >
              ${(['light', 'dark'] as const).map(
                (theme) =>
                  html`<option value=${theme} ?selected=${theme === this.#settings.theme}>
                    ${this.#t(theme)}
                  </option>`,
              )}
            </select></label
          >
        </div>
      </header>
    `;
  }

  #renderPhone(phone: SimulatedPhone): TemplateResult {
    const { listening } = phone;
    const line = listening
      ? listening.phase === 'ringing'
        ? 'recordingRings'
        : 'recordingPlays'
      : PHONE_LINES[phone.call?.phase ?? 'none'];
    return html`
      <div class="phone" role="group" aria-label=${this.#t('phone')}>
        <label
          ><span class="dot" data-state=${phone.state}></span>${this.#t('agentState')}
          <select
            .value=${phone.state}
            @change=${(event: Event) =>
              this.#backend.scenario.phone.setState(
                (event.target as HTMLSelectElement).value as AgentState,
              )}
          >
            ${(CHOSEN_STATES.includes(phone.state)
              ? CHOSEN_STATES
              : [...CHOSEN_STATES, phone.state]
            ).map(
              (state) =>
                html`<option value=${state} ?selected=${state === phone.state}>
                  ${this.#t(state)}
                </option>`,
            )}
          </select></label
        >
        <span class="call" role="status">${this.#t(line)}</span>
        ${
          listening
            ? html`<button type="button" @click=${() => phone.hangUpAsAgent()}>
                ${this.#t('putDown')}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #renderMenu(): TemplateResult {
    return html`
      <nav class="menu" aria-label=${this.#t('menu')}>
        <ul>
          ${MENU.map(
            (area) =>
              html`<li>
                <a
                  href=${area === 'messages' ? '#messages' : `#${area}`}
                  aria-current=${area === this.#area ? 'page' : nothing}
                  >${this.#t(area)}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
    `;
  }

  #renderElsewhere(): TemplateResult {
    return html`<h1>${this.#t(this.#area)}</h1>
      <section class="panel">
      <p>${this.#t('elsewhere')}</p>
      <p><a href="#messages">${this.#t('back')}</a></p>
    </section>`;
  }

  #renderMessages(): TemplateResult {
    const { scenario, adapter } = this.#backend;
    return html`
      ${this.#renderNotes()}
      <section class="panel">
        <aicc-message-list .adapter=${adapter} .callControl=${scenario.phone}
          ><h1 slot="heading">${this.#t('messages')}</h1></aicc-message-list
        >
      </section>
      ${this.#renderDeveloper()}
    `;
  }

  #renderNotes(): TemplateResult | typeof nothing {
    const { scenario, overHttp } = this.#backend;
    if (scenario.name === 'default' && overHttp) return nothing;
    return html`<div class="note">
      ${
        scenario.name === 'default'
          ? nothing
          : html`<span>${this.#t('scenarioNote').replace('{name}', scenario.name)}</span>`
      }
      ${
        scenario.name === 'session-expired'
          ? html`<button type="button" @click=${() => scenario.backend.signIn()}>
            ${this.#t('signIn')}
          </button>`
          : nothing
      }
      ${overHttp ? nothing : html`<span>${this.#t('memoryNote')}</span>`}
    </div>`;
  }

  #renderDeveloper(): TemplateResult {
    return html`
      <details class="panel events">
        <summary>${this.#t('demo')}: ${this.#t('scenario')}, ${this.#t('events')}</summary>
        <p class="note">
          <label
            >${this.#t('scenario')}
            <select
              @change=${(event: Event) => {
                location.assign(
                  addressWith({ scenario: (event.target as HTMLSelectElement).value }),
                );
              }}
            >
              ${scenarioNames.map(
                (name) =>
                  html`<option value=${name} ?selected=${name === this.#settings.scenario}>
                    ${name}
                  </option>`,
              )}
            </select></label
          >
        </p>
        <p>${this.#t('eventsHint')}</p>
        <ol dir="ltr" lang="en">
          ${this.#heard.length === 0 ? html`<li>${this.#t('noEvents')}</li>` : nothing}
          ${repeat(
            this.#heard,
            (entry) => entry.number,
            (entry) => html`<li>${entry.number} <b>${entry.type}</b> ${entry.detail}</li>`,
          )}
        </ol>
      </details>
    `;
  }
}
