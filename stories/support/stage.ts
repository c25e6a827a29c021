/** A separate backend for each story: stories share nothing, also on a docs page. */
import { noChange, type ElementPart } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import type { MessageAdapter } from '../../src/adapter/adapter.js';
import type { CallControl } from '../../src/adapter/call-control.js';
import {
  createScenario,
  type MemoryBackend,
  type Scenario,
  type ScenarioName,
  type ScenarioOptions,
  type SimulatedPhone,
} from '../../mocks/memory.js';

/** The backend, adapter and phone of a story. */
export interface Stage {
  readonly scenario: Scenario;
  readonly backend: MemoryBackend;
  readonly adapter: MessageAdapter;
  readonly phone: SimulatedPhone | null;
}

export interface StageOptions<Actor extends Element> extends ScenarioOptions {
  /** @default 'default' */
  readonly scenario?: ScenarioName;
  /** `null`: no phone. @default the scenario's own phone */
  readonly phone?: SimulatedPhone | null;
  /** Puts another adapter in front of the backend. */
  readonly adapt?: (stage: Stage) => MessageAdapter;
  /** Prepares the backend, for example with faults, before the element gets the adapter. */
  readonly prepare?: (stage: Stage) => void;
  /** Brings the element into its state, after it is on the page. */
  readonly begin?: (element: Actor, stage: Stage) => void | Promise<void>;
}

/** The properties that the stage sets on an element. */
interface Host extends Element {
  adapter?: MessageAdapter | undefined;
  callControl?: CallControl | undefined;
}

const stages = new WeakMap<Element, Stage>();

/** The stage of an element. Throws when the element has none. */
export function stageOf(element: Element): Stage {
  const stage = stages.get(element);
  if (!stage) throw new Error(`<${element.localName}> has no stage.`);
  return stage;
}

/** The address of a file in `public/recordings/`, wherever Storybook is served. */
export function recordingUrl(file: string): string {
  const base = new URL(import.meta.env.BASE_URL, location.href);
  return new URL(`recordings/${encodeURIComponent(file)}`, base).href;
}

function setUp(options: StageOptions<never>): Stage {
  const { scenario: name = 'default', phone, adapt, prepare, begin: _begin, ...given } = options;
  const scenario = createScenario(name, { recordings: 'files', recordingUrl, ...given });
  const stage: Stage = {
    scenario,
    backend: scenario.backend,
    adapter: scenario.adapter(),
    phone: phone === undefined ? scenario.phone : phone,
  };
  prepare?.(stage);
  return adapt ? { ...stage, adapter: adapt(stage) } : stage;
}

class Staged extends Directive {
  #isSet = false;

  render(_options: StageOptions<never>): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [options]: [StageOptions<never>]): typeof noChange {
    // Only once: other args must not remove the messages that the story has worked on.
    if (this.#isSet) return noChange;
    this.#isSet = true;
    const stage = setUp(options);
    stages.set(element, stage);
    const host = element as Host;
    host.adapter = stage.adapter;
    if (stage.phone) host.callControl = stage.phone;
    // The element is being rendered; it is on the page in the next microtask.
    queueMicrotask(() => void options.begin?.(element as never, stage));
    return noChange;
  }
}

const stagedDirective = directive(Staged);

/** Gives the element its own backend, adapter and phone, once: `<aicc-x ${staged()}>`. */
export function staged<Actor extends Element = HTMLElement>(
  options: StageOptions<Actor> = {},
): DirectiveResult {
  return stagedDirective(options);
}
