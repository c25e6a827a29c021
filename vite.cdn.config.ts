import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { minifiedTemplates } from './scripts/minify-templates.mjs';
import { pageFile } from './scripts/entries.mjs';

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
      return language === undefined
        ? undefined
        : { id: `./locales/${language}.min.js`, external: true };
    },
  };
}

/** The files for pages without a bundler; `--mode` says which. */
export default defineConfig(({ mode }) => {
  const { fileName, code } = pageFile(mode);
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
        // The library mode of Vite keeps blanks in ES modules unless told here.
        output: { codeSplitting: false, entryFileNames: fileName, minify: true },
      },
    },
  };
});
