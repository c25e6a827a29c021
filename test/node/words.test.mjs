/** Every element brings the English words that it uses: what it does not name would stay empty. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { ELEMENTS, root } from '../../scripts/entries.mjs';

const AREAS = [
  'core',
  'common',
  'errors',
  'list',
  'listLater',
  'allocate',
  'player',
  'phone',
  'notes',
  'process',
  'viewer',
  'download',
];
const fileOf = (area) => area.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const areaOfKey = new Map(
  AREAS.flatMap((area) => {
    const source = readFileSync(join(root, `src/i18n/en/${fileOf(area)}.ts`), 'utf8');
    return [...source.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => [key, area]);
  }),
);

/** Another element that comes later by `import()` brings its own words; a part of this one does not. */
const withoutOthers = {
  name: 'without-others',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' && path.endsWith('.element.js')
        ? { path, external: true }
        : undefined,
    );
  },
};

describe('the English words of an element', () => {
  for (const name of ELEMENTS) {
    it(`${name} names every area it takes words from`, async () => {
      const file = `src/elements/${name}/${name}.element.ts`;
      const { metafile } = await build({
        entryPoints: [join(root, file)],
        absWorkingDir: root,
        bundle: true,
        write: false,
        metafile: true,
        format: 'esm',
        packages: 'external',
        plugins: [withoutOthers],
      });
      const used = new Set();
      for (const path of Object.keys(metafile.inputs)) {
        if (path.includes('/i18n/') && !path.endsWith('/words.ts')) continue;
        for (const [, word] of readFileSync(join(root, path), 'utf8').matchAll(/'(\w+)'/g)) {
          const area = areaOfKey.get(word);
          if (area) used.add(area);
        }
      }
      const source = readFileSync(join(root, file), 'utf8');
      const declared = /static override readonly english(?:: [^=]+)? = \{([^}]*)\}/.exec(
        source,
      )?.[1];
      assert.ok(declared, 'the element names its words');
      // What comes by `import()` brings its own.
      const late = Object.keys(metafile.inputs).map(
        (path) =>
          /export const laterWords = \{([^}]*)\}/.exec(readFileSync(join(root, path), 'utf8'))?.[1],
      );
      const named = new Set(
        [declared, ...late].flatMap((words) =>
          [...(words ?? '').matchAll(/\.\.\.(\w+)/g)].map(([, area]) => area),
        ),
      );
      if (named.has('common')) named.add('core');
      assert.deepEqual(
        [...used].filter((area) => !named.has(area)),
        [],
      );
    });
  }
});
