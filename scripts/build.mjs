/** Builds the package: modules, types, the one-file build, the manifest and what is made from it. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { libraryEntries, root } from './entries.mjs';
import { run } from './run.mjs';

async function step(name, command, args) {
  const code = await run(command, args);
  if (code !== 0) {
    console.error(`Build stopped: ${name} failed.`);
    process.exit(code);
  }
}

/** Declarations of src/ go beside the modules in dist/, so imports of "../src/" lose that part. */
function moveTypes(from) {
  for (const name of readdirSync(from, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = name.replaceAll('\\', '/');
    const text = readFileSync(join(from, name), 'utf8').replace(
      /(['"])((?:\.\.\/)+)src\//g,
      (all, quote, up) => {
        // From mocks/x the folder src is "../src", and what was in it is now in "..".
        return `${quote}${up}`;
      },
    );
    const target = join(root, 'dist', path.replace(/^src\//, ''));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

const entries = libraryEntries();
if (Object.keys(entries).length === 0) {
  console.error('Nothing to build: no entry of scripts/entries.mjs exists.');
  process.exit(1);
}

await step('library', 'vite', ['build', '--logLevel', 'warn']);

const types = join(root, '.cache/types');
rmSync(types, { recursive: true, force: true });
await step('types', 'tsc', ['-p', 'tsconfig.build.json']);
moveTypes(types);

if (existsSync(join(root, 'src/index.ts'))) {
  await step('one-file build', 'vite', [
    'build',
    '--config',
    'vite.cdn.config.ts',
    '--logLevel',
    'warn',
  ]);
  const exports = ['index', 'adapters/http/index'].filter((name) =>
    existsSync(join(root, 'dist', `${name}.d.ts`)),
  );
  writeFileSync(
    join(root, 'dist/aicc-messages.min.d.ts'),
    exports.map((name) => `export * from './${name}.js';\n`).join(''),
  );
}

await step('manifest', 'cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs']);

const files = readdirSync(join(root, 'dist'), { recursive: true }).filter((name) =>
  name.endsWith('.js'),
);
console.log(
  `Built ${files.length} modules in ${relative(process.cwd(), join(root, 'dist')) || 'dist'}`,
);
