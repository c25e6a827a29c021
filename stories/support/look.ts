/** The page around a story: language, direction, theme, width, and a log of the workflow events. */
import { html, noChange, nothing, type ElementPart, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { action } from 'storybook/actions';
import { WORKFLOW_EVENTS } from '../../src/elements/shared/workflow-events.js';

/** `narrow`: 320 px; `column`: the width of a text column; `height`: as tall as the window. */
export type StageLook = 'narrow' | 'column' | 'height';

class Hear extends Directive {
  #isListening = false;

  render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart): typeof noChange {
    if (this.#isListening) return noChange;
    this.#isListening = true;
    for (const type of WORKFLOW_EVENTS) {
      const show = action(type);
      element.addEventListener(type, (event) => void show((event as CustomEvent<unknown>).detail));
    }
    return noChange;
  }
}

/** Shows the workflow events of the elements inside in the Actions panel. */
const hear = directive(Hear);

function word(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

type Globals = Readonly<Record<string, unknown>>;

function speakAs(stage: Element, globals: Globals): void {
  const locale = word(globals['locale'], 'en');
  const direction = word(globals['direction'], 'auto');
  stage.setAttribute('lang', locale);
  stage.setAttribute(
    'dir',
    direction !== 'auto' ? direction : locale.startsWith('ar') ? 'rtl' : 'ltr',
  );
}

class Speak extends Directive {
  #isFirst = true;

  render(_globals: Globals, _isOwn: boolean): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [globals, isOwn]: [Globals, boolean]): typeof noChange {
    speakAs(element, this.#isFirst && !isOwn ? {} : globals);
    this.#isFirst = false;
    return noChange;
  }
}

const speak = directive(Speak);

/**
 * Renders `story` on a page with that language, direction and theme. Play functions find elements by their
 * English texts. So a language from the toolbar applies after the play function (see
 * {@link speakAsChosen}), and a story's own language applies at once.
 */
export function renderStage(
  story: unknown,
  globals: Globals,
  storyGlobals: Globals,
  look: StageLook | undefined,
): TemplateResult {
  const theme = word(globals['theme'], 'light');
  return html`<div
    class=${`stage stage-${theme} ${look ? `stage-${look}` : ''}`}
    ${speak(globals, 'locale' in storyGlobals)}
    ${hear()}
  >
    ${story ?? nothing}
  </div>`;
}

/** Applies the language and direction of the toolbar, after the play function. */
export function speakAsChosen(canvas: ParentNode, globals: Globals): void {
  const stage = canvas.querySelector('.stage');
  if (stage) speakAs(stage, globals);
}
