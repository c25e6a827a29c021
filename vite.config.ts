import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { libraryEntries } from './scripts/entries.mjs';
import { minifiedTemplates } from './scripts/minified-templates.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Packages that a host installs together with this package stay imports. */
const { dependencies, peerDependencies } = manifest;
const external = Object.keys({ ...dependencies, ...peerDependencies }).map(
  (name) => new RegExp(`^${name}(/|$)`),
);

const pages = (): string[] =>
  readdirSync(root)
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(root, name));

export default defineConfig(({ command, mode }) => {
  const demo = command === 'serve' || mode === 'demo';
  return {
    root,
    base: './',
    plugins: [minifiedTemplates()],
    // Without 'development': Lit's development build prints a warning in every console.
    resolve: { conditions: ['module', 'browser'] },
    // Otherwise the package would contain the mock service worker and the recordings.
    publicDir: demo ? 'public' : false,
    server: { port: 5173, strictPort: true, open: false },
    preview: { port: 5173, strictPort: true, open: false },
    build:
      mode === 'demo'
        ? {
            outDir: 'dist-demo',
            emptyOutDir: true,
            target: 'es2022',
            // The preload helper of Vite is a separate script, which nothing here needs.
            modulePreload: { polyfill: false },
            // No inline data: URLs, because a strict content security policy blocks them.
            assetsInlineLimit: 0,
            chunkSizeWarningLimit: 1000,
            rolldownOptions: { input: pages() },
          }
        : {
            outDir: 'dist',
            emptyOutDir: true,
            target: 'es2022',
            sourcemap: true,
            minify: false,
            lib: { entry: libraryEntries(), formats: ['es' as const] },
            rolldownOptions: {
              external,
              output: {
                // One module per source file, so that the modules match the types and the manifest.
                preserveModules: true,
                preserveModulesRoot: root,
                entryFileNames: (chunk: { name: string }) =>
                  chunk.name.includes('oxc-project')
                    ? 'internal/decorate.js'
                    : `${chunk.name.replace(/^src\//, '')}.js`,
              },
            },
          },
  };
});
