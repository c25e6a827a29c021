/**
 * Builds the package: modules, types, the files for pages without a bundler, the manifest and the
 * editor data.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PAGE_FILES, PAGE_PARTS, libraryEntries, pageFile, root } from './entries.mjs';
import { run } from './run.mjs';

async function step(name, command, args) {
  const code = await run(command, args);
  if (code !== 0) {
    console.error(`Build stopped: ${name} failed.`);
    process.exit(code);
  }
}

/** Moves the declarations of src/ next to the modules in dist/. Imports of "../src/" lose that part. */
function moveTypes(from) {
  for (const name of readdirSync(from, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = name.replaceAll('\\', '/');
    const text = readFileSync(join(from, name), 'utf8').replace(
      /(['"])((?:\.\.\/)+)src\//g,
      (all, quote, up) => {
        // From mocks/x the folder src is "../src". Its content is now in "..".
        return `${quote}${up}`;
      },
    );
    const target = join(root, 'dist', path.replace(/^src\//, ''));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** Writes the hashes of the files for pages, as the value of `integrity` in an import map. */
function writeIntegrity() {
  const dist = join(root, 'dist');
  const parts = readdirSync(join(dist, PAGE_PARTS)).sort();
  const names = [
    ...PAGE_FILES.map((mode) => pageFile(mode).fileName),
    ...parts.map((name) => `${PAGE_PARTS}/${name}`),
  ];
  const integrity = Object.fromEntries(
    names.map((name) => {
      const hash = createHash('sha384')
        .update(readFileSync(join(dist, name)))
        .digest('base64');
      return [`./${name}`, `sha384-${hash}`];
    }),
  );
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify({ integrity }, null, 2)}\n`);
}

const entries = libraryEntries();
if (Object.keys(entries).length === 0) {
  console.error('There is nothing to build: none of the entries in scripts/entries.mjs exists.');
  process.exit(1);
}

await step('library', 'vite', ['build', '--logLevel', 'warn']);

const types = join(root, '.cache/types');
rmSync(types, { recursive: true, force: true });
await step('types', 'tsc', ['-p', 'tsconfig.build.json']);
moveTypes(types);

for (const mode of PAGE_FILES) {
  await step(`file for pages (${mode})`, 'vite', [
    'build',
    '--config',
    'vite.cdn.config.ts',
    '--mode',
    mode,
    '--logLevel',
    'warn',
  ]);
  const { fileName, types: declarations } = pageFile(mode);
  writeFileSync(join(root, 'dist', fileName.replace(/\.js$/, '.d.ts')), declarations);
}

writeIntegrity();

await step('manifest', 'cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs']);

const files = readdirSync(join(root, 'dist'), { recursive: true }).filter((name) =>
  name.endsWith('.js'),
);
console.log(
  `Built ${files.length} modules in ${relative(process.cwd(), join(root, 'dist')) || 'dist'}`,
);
