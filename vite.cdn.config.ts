import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { minifiedTemplates } from './scripts/minified-templates.mjs';
import { LANGUAGES_BESIDE, PAGE_PARTS, pageFile } from './scripts/entries.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

const ENTRY = 'virtual:aicc-messages';

/** Registers or exports the sources of a file for pages, in their order. */
function entry(code: string): Plugin {
  return {
    name: 'page-file-entry',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? code : undefined),
  };
}

/** Languages other than English stand beside the file and are loaded when a page wants one. */
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

/** Modules that `from` brings along at once, and those it may ask for later. */
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
 * What the parts share and the file itself has not is one part more: few requests, and nothing
 * twice. What is loaded in an idle moment stays apart from it.
 */
function sharedPart(id: string, context: ChunkingContext): string | null {
  const file = reach(`\0${ENTRY}`, context);
  if (file.atOnce.has(id)) return null;
  const parts = [...file.later].map((part) => ({ part, ...reach(part, context) }));
  const users = parts.filter(({ atOnce }) => atOnce.has(id));
  if (users.length < 2) return null;
  return users.some(({ part }) => /\/(later|failure)\.ts$/.test(part)) ? 'idle' : 'shared';
}

/** The files for pages without a bundler; `--mode` says which. */
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
        // Parts import from the file itself: what they share, Lit above all, exists once.
        ...(hasParts ? { preserveEntrySignatures: 'allow-extension' as const } : {}),
        output: {
          codeSplitting: hasParts
            ? {
                groups: [
                  // What comes at once is the file itself, whole.
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
          // The library mode of Vite keeps blanks in ES modules unless told here.
          minify: true,
        },
      },
    },
  };
});
