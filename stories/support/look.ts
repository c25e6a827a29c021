/** The page around a story: language, direction, theme, width; and what its elements tell. */
import { html, noChange, nothing, type ElementPart, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { action } from 'storybook/actions';

/** `narrow`: 320 px; `column`: a reading width; `height`: as tall as the window. */
export type StageLook = 'narrow' | 'column' | 'height';

const HEARD_EVENTS = [
  'aicc-before-allocate',
  'aicc-before-process',
  'aicc-before-download',
  'aicc-before-call',
  'aicc-allocated',
  'aicc-allocation-undone',
  'aicc-processing-started',
  'aicc-processed',
  'aicc-released',
  'aicc-downloaded',
  'aicc-call-change',
  'aicc-error',
  'aicc-audit',
  'aicc-data-error',
] as const;

class Hear extends Directive {
  #isListening = false;

  render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart): typeof noChange {
    if (this.#isListening) return noChange;
    this.#isListening = true;
    for (const type of HEARD_EVENTS) {
      const show = action(type);
      element.addEventListener(type, (event) => void show((event as CustomEvent<unknown>).detail));
    }
    return noChange;
  }
}

/** Shows the workflow events of what stands inside in the Actions panel. */
const hear = directive(Hear);

function word(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** `story` as on a page of that language, direction and theme. */
export function renderStage(
  story: unknown,
  globals: Readonly<Record<string, unknown>>,
  look: StageLook | undefined,
): TemplateResult {
  const locale = word(globals['locale'], 'en');
  const direction = word(globals['direction'], 'auto');
  const theme = word(globals['theme'], 'light');
  return html`<div
    class=${`stage stage-${theme} ${look ? `stage-${look}` : ''}`}
    lang=${locale}
    dir=${direction === 'auto' ? (locale.startsWith('ar') ? 'rtl' : 'ltr') : direction}
    ${hear()}
  >
    ${story ?? nothing}
  </div>`;
}
