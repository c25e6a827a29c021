/** What to do after the audio element has failed. Loaded in an idle moment, or when something fails before. */
import { lookAt, readWhole } from './look.js';
import { nextStep, type Evidence, type Finding, type NextStep } from './media-cause.js';
import type { PolicyWatch } from './policy-watch.js';
import type { SoundSource } from './source.js';

export { readWhole };

export interface Failed {
  readonly source: SoundSource;
  readonly document: Document;
  readonly policy: PolicyWatch;
  readonly evidence: Omit<Evidence, 'finding'>;
}

/** Looks at the source and says what to do. Rejects only when aborted. */
export async function diagnose(failed: Failed, signal: AbortSignal): Promise<NextStep> {
  const { source, document, policy, evidence } = failed;
  let finding: Finding = (await policy.isBlocked())
    ? { kind: 'blocked' }
    : await lookAt(source, document, signal);
  if (policy.lookBlocked) finding = { kind: 'unknown' };
  return nextStep({ ...evidence, finding });
}
