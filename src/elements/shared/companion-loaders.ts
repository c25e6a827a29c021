/** The elements that are loaded when they are used, and how. */
import { defineElement, type DefinableElement, type DefineScope } from '../../internal/define.js';

export type CompanionName =
  'allocate-dialog' | 'process-dialog' | 'download-dialog' | 'voice-player' | 'message-viewer';

export const COMPANION_NAMES: readonly CompanionName[] = [
  'allocate-dialog',
  'process-dialog',
  'download-dialog',
  'voice-player',
  'message-viewer',
];

type Loader = () => Promise<DefinableElement>;

const LOADERS: Readonly<Record<CompanionName, Loader>> = {
  'allocate-dialog': async () =>
    (await import('../allocate-dialog/allocate-dialog.element.js')).AllocateDialogElement,
  'process-dialog': async () =>
    (await import('../process-dialog/process-dialog.element.js')).ProcessDialogElement,
  'download-dialog': async () =>
    (await import('../download-dialog/download-dialog.element.js')).DownloadDialogElement,
  'voice-player': async () =>
    (await import('../voice-player/voice-player.element.js')).VoicePlayerElement,
  'message-viewer': async () =>
    (await import('../message-viewer/message-viewer.element.js')).MessageViewerElement,
};

/** What a companion needs beside itself. */
const WITH: Readonly<Partial<Record<CompanionName, readonly CompanionName[]>>> = {
  'process-dialog': ['voice-player', 'message-viewer'],
};

/** Makes sure that the element `name`, and what it needs beside itself, exist in `scope`. Rejects when a module cannot be loaded; the next call tries again. */
export async function loadCompanion(name: CompanionName, scope: DefineScope): Promise<void> {
  const names = [name, ...(WITH[name] ?? [])];
  await Promise.all(
    names.map(async (each) => {
      if (scope.registry.get(`${scope.prefix}-${each}`)) return;
      defineElement(await LOADERS[each](), scope);
    }),
  );
}
