/**
 * Checks the package as a host installs it: packs it, runs publint and attw on it, unpacks it and makes the
 * checks that these tools do not make. Run `npm run build` first.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ELEMENTS, PAGE_FILES, PAGE_PARTS, pageFile, root } from './entries.mjs';
import { run } from './run.mjs';

/** Matches a static import in a minified file. */
const IMPORT = /(?:^|[;}\s])import\s*(?:[\w$*{][^"'`;]*?from\s*)?["']([^"']+)["']/g;

const problems = [];
const problem = (text) => problems.push(text);

const work = mkdtempSync(join(tmpdir(), 'aicc-messages-package-'));
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const tarball = join(work, filename);

  if ((await run('publint', ['--strict', '--pack', 'npm'])) !== 0) {
    problem('publint found faults');
  }
  try {
    execFileSync(
      join(root, 'node_modules/.bin/attw'),
      [
        tarball,
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        './custom-elements.json',
        './cdn/integrity.json',
      ],
      { encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' },
    );
  } catch (error) {
    console.error(error.stdout);
    problem('attw found faults');
  }

  execFileSync('tar', ['-xzf', tarball, '-C', work]);
  const home = join(work, 'host');
  const installed = join(home, 'node_modules', 'aicc-messages');
  mkdirSync(join(home, 'node_modules'), { recursive: true });
  execFileSync('mv', [join(work, 'package'), installed]);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  // A host has only the dependencies, not even the optional MSW.
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const target = join(home, 'node_modules', name);
    mkdirSync(join(target, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), target);
  }

  const files = readdirSync(installed, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(installed, name)).isFile());

  checkExports(installed, manifest, files);
  checkTexts(installed, files);
  checkPageFiles(installed, files);
  checkImports(home, manifest);
  await checkTypes(home, manifest);
} finally {
  rmSync(work, { recursive: true, force: true });
}

for (const text of problems) console.error(`package: ${text}`);
if (problems.length > 0) process.exit(1);
console.log('package: all exports exist, and the package contains no forbidden file or text.');

function targetsOf(entry) {
  return typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(targetsOf);
}

/** Checks that every export leads to a file, and that every element has its two entries. */
function checkExports(folder, manifest, files) {
  for (const [name, entry] of Object.entries(manifest.exports)) {
    for (const target of targetsOf(entry)) {
      if (target.includes('*')) {
        const [before, after] = target.replace(/^\.\//, '').split('*');
        if (!files.some((file) => file.startsWith(before) && file.endsWith(after))) {
          problem(`export "${name}": no file like ${target}`);
        }
      } else if (!existsSync(join(folder, target))) {
        problem(`export "${name}": ${target} is missing`);
      }
    }
  }
  for (const element of ELEMENTS) {
    for (const kind of ['elements', 'define']) {
      if (!manifest.exports[`./${kind}/${element}`]) {
        problem(`export "./${kind}/${element}" is missing`);
      }
    }
  }
  for (const field of ['types', 'customElements', 'web-types']) {
    if (manifest[field] && !existsSync(join(folder, manifest[field]))) {
      problem(`field "${field}": ${manifest[field]} is missing`);
    }
  }
  for (const file of ['README.md', 'LICENSE']) {
    if (!files.includes(file)) problem(`${file} is missing`);
  }
  // The package must contain every file that the manifest names.
  const elements = existsSync(join(folder, 'custom-elements.json'))
    ? JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'))
    : { modules: [] };
  const tags = elements.modules.flatMap((module) => {
    if (!existsSync(join(folder, module.path))) {
      problem(`custom-elements.json names ${module.path}, which is missing`);
    }
    return (module.declarations ?? []).map((declaration) => declaration.tagName).filter(Boolean);
  });
  for (const element of ELEMENTS) {
    if (!tags.includes(`aicc-${element}`)) problem(`custom-elements.json lacks aicc-${element}`);
  }
}

/** Checks that no file of the package contains a forbidden text. */
function checkTexts(folder, files) {
  const anywhere = [
    [root.replace(/[\\/]$/, ''), 'a path of the build machine'],
    [homedir(), 'a path of the home directory', (text, path) => text.includes(`${path}/`)],
  ];
  const inCode = [
    [/\bconsole\.(log|debug|info|table|dir)\s*\(/, 'console.log'],
    [/\.(innerHTML|outerHTML)\s*=(?!=)/, 'an assignment to innerHTML', 'lit'],
    [/\.insertAdjacentHTML\s*\(/, 'insertAdjacentHTML'],
    [/\bdocument\.write(ln)?\s*\(/, 'document.write'],
    [/\beval\s*\(/, 'eval'],
    [/\bnew Function\s*\(/, 'new Function'],
    [/Lit is in dev mode/, 'the development build of Lit'],
    [/\bdebugger\b\s*;/, 'debugger'],
  ];
  for (const file of files) {
    if (/\.(wav|mp3|ogg|opus|flac|m4a|webm|mp4|png|jpe?g|gif|woff2?)$/i.test(file)) {
      problem(`${file}: a media file`);
      continue;
    }
    if (
      /(^|\/)mockServiceWorker\.js$/.test(file) ||
      /\.(test|stories)\.|__|\.tsbuildinfo$/.test(file)
    ) {
      problem(`${file}: a development file`);
    }
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [
      needle,
      what,
      has = (all, part) => part.length > 1 && all.includes(part),
    ] of anywhere) {
      if (has(text, needle)) problem(`${file}: ${what}`);
    }
    if (!/\.(m|c)?js$/.test(file)) continue;
    const oneFile = file.endsWith('.min.js');
    const isPart = file.startsWith(`dist/${PAGE_PARTS}/`);
    for (const [pattern, what, owner] of inCode) {
      // Lit itself creates its templates through innerHTML, under a Trusted Types policy.
      if (oneFile && owner === 'lit') continue;
      if (pattern.test(text)) problem(`${file}: ${what}`);
    }
    for (const [, from] of oneFile ? text.slice(0, 4000).matchAll(IMPORT) : []) {
      if (isPart && /^(\.\.\/aicc-messages|\.\/[\w.-]+)\.min\.js$/.test(from)) continue;
      problem(`${file}: imports ${from}, but must import nothing`);
    }
    if (!oneFile && /from\s*["']msw/.test(text) && !file.startsWith('dist/mocks/')) {
      problem(`${file}: imports MSW`);
    }
    if (/\bfrom\s*["'][^"']*(node_modules|\.\.\/src\/)/.test(text)) {
      problem(`${file}: imports from a folder that the package does not contain`);
    }
  }
}

/**
 * Checks that the file for pages finds its parts, that each part is used, and that each file has its
 * integrity hash.
 */
function checkPageFiles(folder, files) {
  const { integrity } = JSON.parse(readFileSync(join(folder, 'dist/integrity.json'), 'utf8'));
  const parts = files.filter((file) => file.startsWith(`dist/${PAGE_PARTS}/`));
  const pages = PAGE_FILES.map((mode) => `dist/${pageFile(mode).fileName}`);
  const texts = [...pages, ...parts].map((file) => readFileSync(join(folder, file), 'utf8'));
  for (const file of [...pages, ...parts]) {
    if (!integrity[file.replace(/^dist\//, './')]) problem(`${file}: not in integrity.json`);
  }
  for (const part of parts) {
    const name = part.slice(part.lastIndexOf('/') + 1);
    if (!texts.some((text) => text.includes(name))) problem(`${part}: no file loads it`);
  }
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/[\w.-]+-[\w-]{8}\.min\.js/g)].map(([name]) => name)),
  );
  for (const name of named) {
    const isThere = [`dist/${PAGE_PARTS}/${name}`, `dist/${name}`].some((file) =>
      files.includes(file),
    );
    if (!isThere) problem(`a part is missing: ${name}`);
  }
}

/** Checks that no import throws in Node, and that importing the classes registers nothing. */
function checkImports(home, manifest) {
  const names = Object.keys(manifest.exports).filter(
    (name) =>
      !name.includes('*') &&
      !name.endsWith('.json') &&
      name !== './mocks' &&
      name !== './cdn' &&
      name !== './cdn/all' &&
      !name.startsWith('./types/'),
  );
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    for (const name of ${JSON.stringify(names)}) {
      if (name.startsWith('./define')) continue;
      await import(name === '.' ? 'aicc-messages' : 'aicc-messages' + name.slice(1));
    }
    const tags = ${JSON.stringify(ELEMENTS)}.filter((name) => globalThis.customElements?.get('aicc-' + name));
    if (tags.length > 0) throw new Error('importing registered ' + tags.join(', '));
    // Lit itself adds customElements to Node.
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) && !/^(lit|reactiveElement|customElements$)/.test(name));
    if (added.length > 0) throw new Error('importing added the globals ' + added.join(', '));
    for (const name of ${JSON.stringify(names)}) {
      if (name.startsWith('./define')) await import('aicc-messages' + name.slice(1));
    }
  `;
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: home,
      stdio: ['ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    problem(
      `importing in Node: ${String(error.stderr).split('\n').filter(Boolean).slice(0, 8).join(' | ')}`,
    );
  }
}

/** Checks that a host's strict compiler accepts the types, with both kinds of module resolution. */
async function checkTypes(home, manifest) {
  const names = Object.keys(manifest.exports).filter(
    (name) =>
      !name.includes('*') &&
      !name.endsWith('.json') &&
      // This entry needs MSW.
      name !== './mocks',
  );
  writeFileSync(
    join(home, 'host.ts'),
    names
      .map((name, index) => `export * as part${index} from 'aicc-messages${name.slice(1)}';\n`)
      .join(''),
  );
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const code = await run('tsc', [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.iterable',
      '--module',
      module,
      '--moduleResolution',
      resolution,
      join(home, 'host.ts'),
      '--ignoreConfig',
    ]);
    if (code !== 0) problem(`the types do not compile in a host (moduleResolution ${resolution})`);
  }
}
