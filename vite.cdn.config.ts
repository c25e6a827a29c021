import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { minifiedTemplates } from './scripts/minified-templates.mjs';
import { LANGUAGES_BESIDE, PAGE_PARTS, pageFile } from './scripts/entries.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

const ENTRY = 'virtual:aicc-messages';

/** The virtual entry of a file for pages. Its code registers or exports the sources in order. */
function entry(code: string): Plugin {
  return {
    name: 'page-file-entry',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? code : undefined),
  };
}

/** Keeps the languages other than English in separate files, which a page loads when it uses them. */
function languagesBeside(): Plugin {
  return {
    name: 'languages-beside',
    enforce: 'pre',
    resolveId(id, importer) {
      const language = /[\\/]i18n[\\/]locale-registry\.ts$/.test(importer ?? '')
        ? /^\.\/locales\/([\w-]+)\.js$/.exec(id)?.[1]
        : undefined;
      return language === undefined || !LANGUAGES_BESIDE.includes(language)
        ? undefined
        : { id: `./locales/${language}.min.js`, external: true };
    },
  };
}

interface ChunkingContext {
  readonly getModuleInfo: (id: string) => {
    readonly importedIds: readonly string[];
    readonly dynamicallyImportedIds: readonly string[];
  } | null;
}

/** The modules that `from` imports statically, and those that it imports dynamically. */
function reach(
  from: string,
  context: ChunkingContext,
): { readonly atOnce: ReadonlySet<string>; readonly later: ReadonlySet<string> } {
  const atOnce = new Set<string>();
  const later = new Set<string>();
  const look = (id: string): void => {
    if (atOnce.has(id)) return;
    atOnce.add(id);
    const info = context.getModuleInfo(id);
    info?.dynamicallyImportedIds.forEach((each) => later.add(each));
    info?.importedIds.forEach(look);
  };
  look(from);
  return { atOnce, later };
}

/**
 * Puts modules that several parts share, and that the file itself does not contain, into one more part:
 * few requests, and no duplicate code. Code that loads in an idle moment stays in a part of its own.
 */
function sharedPart(id: string, context: ChunkingContext): string | null {
  const file = reach(`\0${ENTRY}`, context);
  if (file.atOnce.has(id)) return null;
  const parts = [...file.later].map((part) => ({ part, ...reach(part, context) }));
  const users = parts.filter(({ atOnce }) => atOnce.has(id));
  if (users.length < 2) return null;
  return users.some(({ part }) => /\/(later|failure)\.ts$/.test(part)) ? 'idle' : 'shared';
}

/** Builds the files for pages without a bundler. `--mode` selects the file. */
export default defineConfig(({ mode }) => {
  const { fileName, code, hasParts = false } = pageFile(mode);
  return {
    root,
    publicDir: false,
    plugins: [minifiedTemplates(), languagesBeside(), entry(code)],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: false,
      minify: true,
      lib: { entry: ENTRY, formats: ['es'], fileName: () => fileName },
      rolldownOptions: {
        input: ENTRY,
        makeAbsoluteExternalsRelative: false,
        // Parts import from the file itself, so that shared code, especially Lit, exists once.
        ...(hasParts ? { preserveEntrySignatures: 'allow-extension' as const } : {}),
        output: {
          codeSplitting: hasParts
            ? {
                groups: [
                  // All code that loads at once is in the file itself.
                  { name: 'file', tags: ['$initial'] },
                  {
                    debugName: 'shared',
                    name: sharedPart,
                    includeDependenciesRecursively: false,
                  },
                ],
              }
            : false,
          entryFileNames: fileName,
          chunkFileNames: `${PAGE_PARTS}/[name]-[hash].min.js`,
          // Without this option the library mode of Vite keeps whitespace in ES modules.
          minify: true,
        },
      },
    },
  };
});
