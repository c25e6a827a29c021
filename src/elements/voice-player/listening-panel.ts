/** The panel "Listening options": how somebody wants to listen, each choice with its reason where it is off. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LevellingState } from '../../controllers/playback/levelling-control.js';
import type { OutputChoice, OutputDevice } from '../../controllers/playback/output-devices.js';
import type { StringKey } from '../../i18n/strings.js';
import type { Translate } from '../../i18n/i18n.js';

export interface OutputView {
  readonly choice: OutputChoice;
  readonly devices: readonly OutputDevice[];
  readonly chosen: string;
  readonly canChoose: boolean;
  readonly problem: 'gone' | 'refused' | null;
}

export interface PanelView {
  readonly t: Translate;
  readonly skipSilence: boolean;
  /** Why it is off, or `null`. */
  readonly skipRefusal: StringKey | null;
  readonly levelLoudness: boolean;
  readonly levelling: LevellingState;
  readonly resumeBack: boolean;
  readonly resumeBackSeconds: number;
  /** `null` where nobody knows what comes next. */
  readonly playNext: boolean | null;
  readonly output: OutputView;
  readonly setSkipSilence: (on: boolean) => void;
  readonly setLevelLoudness: (on: boolean) => void;
  readonly setResumeBack: (on: boolean) => void;
  readonly setPlayNext: (on: boolean) => void;
  readonly setOutput: (id: string) => void;
  readonly askOutput: () => void;
}

const LEVELLING_REASONS: Readonly<Partial<Record<LevellingState, StringKey>>> = {
  foreign: 'playerLevelForeign',
  'other-output': 'playerLevelOutput',
  unsupported: 'playerLevelUnsupported',
};

export function renderListening(view: PanelView): TemplateResult {
  const { t } = view;
  const levelRefusal = LEVELLING_REASONS[view.levelling] ?? null;
  return html`<section class="panel listening" part="listening" aria-label=${t('playerListening')}>
    ${renderChoice(view, {
      id: 'skip-silence',
      name: t('playerSkipSilence'),
      on: view.skipSilence,
      refusal: view.skipRefusal,
      note: 'playerSkipSilenceHint',
      set: view.setSkipSilence,
    })}
    ${renderChoice(view, {
      id: 'level-loudness',
      name: t('playerLevel'),
      on: view.levelLoudness,
      refusal: levelRefusal,
      note: view.levelling === 'unavailable' ? 'playerLevelUnavailable' : 'playerLevelHint',
      set: view.setLevelLoudness,
    })}
    ${renderChoice(view, {
      id: 'resume-back',
      name: t('playerResumeBack', { n: view.resumeBackSeconds }),
      on: view.resumeBack,
      refusal: null,
      note: null,
      set: view.setResumeBack,
    })}
    ${
      view.playNext === null
        ? nothing
        : renderChoice(view, {
            id: 'play-next',
            name: t('playerPlayNext'),
            on: view.playNext,
            refusal: null,
            note: 'playerPlayNextHint',
            set: view.setPlayNext,
          })
    }
    ${view.output.choice === 'none' ? nothing : renderOutput(view)}
  </section>`;
}

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  /** Why it does nothing here; said in the place of the note. */
  readonly refusal: StringKey | null;
  readonly note: StringKey | null;
  readonly set: (on: boolean) => void;
}

/** A choice that is off stays reachable, so that its reason can be heard. */
function renderChoice({ t }: PanelView, choice: Choice): TemplateResult {
  const { id, name, on, refusal, set } = choice;
  const note = refusal ?? choice.note;
  const handleClick = (event: Event): void => {
    if (refusal !== null) event.preventDefault();
  };
  return html`<div class="choice">
    <label ?data-off=${refusal !== null}>
      <input
        type="checkbox"
        .checked=${on && refusal === null}
        aria-disabled=${refusal === null ? nothing : 'true'}
        aria-describedby=${note === null ? nothing : `${id}-note`}
        @click=${handleClick}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      />
      <span>${name}</span>
    </label>
    ${note === null ? nothing : html`<p class="muted" id="${id}-note">${t(note)}</p>`}
  </div>`;
}

const OUTPUT_PROBLEMS = {
  gone: 'playerOutputGone',
  refused: 'playerOutputRefused',
} as const satisfies Record<string, StringKey>;

function renderOutput({ t, output, setOutput, askOutput }: PanelView): TemplateResult {
  const { choice, devices, chosen, canChoose, problem } = output;
  const note: StringKey | null = !canChoose
    ? 'playerOutputLevelled'
    : problem !== null
      ? OUTPUT_PROBLEMS[problem]
      : choice === 'list' && devices.length === 1
        ? 'playerOutputFew'
        : null;
  const handleChange = (event: Event): void => setOutput((event.target as HTMLSelectElement).value);
  return html`<div class="choice">
    <div class="output">
      <label for="output">${t('playerOutput')}</label>
      <select
        id="output"
        ?disabled=${!canChoose}
        aria-describedby=${note === null ? nothing : 'output-note'}
        .value=${chosen}
        @change=${handleChange}
      >
        ${devices.map(
          ({ id, label }, index) =>
            html`<option .value=${id} ?selected=${id === chosen}>
              ${id === '' ? t('playerOutputSystem') : label || t('playerOutputNumber', { n: index })}
            </option>`,
        )}
      </select>
      ${
        choice === 'prompt' && canChoose
          ? html`<button class="button" type="button" @click=${askOutput}>
              ${t('playerOutputAsk')}
            </button>`
          : nothing
      }
    </div>
    ${note === null ? nothing : html`<p class="muted" id="output-note">${t(note)}</p>`}
  </div>`;
}
