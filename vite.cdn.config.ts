import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { minifiedTemplates } from './scripts/minify-templates.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const ENTRY = 'virtual:aicc-messages';

/** The one file registers the elements and exports what a page without a bundler needs. */
function entry(): Plugin {
  return {
    name: 'one-file-entry',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) =>
      id === `\0${ENTRY}`
        ? ['src/define.ts', 'src/index.ts', 'src/adapters/http/index.ts']
            .filter((path) => existsSync(at(path)))
            .map((path) =>
              path === 'src/define.ts'
                ? `import ${JSON.stringify(at(path))};`
                : `export * from ${JSON.stringify(at(path))};`,
            )
            .join('\n')
        : undefined,
  };
}

export default defineConfig({
  root,
  publicDir: false,
  plugins: [minifiedTemplates(), entry()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    minify: true,
    lib: { entry: ENTRY, formats: ['es'], fileName: () => 'aicc-messages.min.js' },
    rolldownOptions: {
      input: ENTRY,
      // The library mode of Vite keeps blanks in ES modules unless told here.
      output: { codeSplitting: false, entryFileNames: 'aicc-messages.min.js', minify: true },
    },
  },
});
