/**
 * Writes docs/promises.md. The promises and their notes on the page stay the same. The lists of tests
 * come from the ids in the names of the tests: `it('plays one player at a time (M7)')`.
 * `--check` writes nothing and fails when the page is out of date.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './entries.mjs';

const PAGE = join(root, 'docs/promises.md');
/** The number of promises in each part. */
const COUNTS = { W: 25, N: 22, M: 18, S: 25, H: 20, A: 20, R: 6, P: 7 };
const PROMISES = Object.entries(COUNTS).flatMap(([part, count]) =>
  Array.from({ length: count }, (_, place) => `${part}${place + 1}`),
);
const ID = /^[WNMSHARP]\d{1,2}$/;

function testFiles() {
  return ['src', 'mocks', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter((path) => /\.test\.(ts|mjs)$/.test(path))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** The name of a test as written in its source. A value that is inserted at run time becomes "…". */
function nameOf(argument) {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isTemplateExpression(argument)) {
    return (
      argument.head.text + argument.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
    );
  }
  return null;
}

/**
 * The names of the tests in a file, each with its promise ids: at the start ("W1 N2 …") or at the end
 * ("… (W1 N2)").
 */
function testsOf(path) {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(root, path), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const tests = [];
  const visit = (node) => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'it'
    ) {
      const name = node.arguments[0] && nameOf(node.arguments[0]);
      if (name) tests.push(readName(name.replace(/\s+/g, ' ').trim()));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tests;
}

function readName(name) {
  const behind = /^(.*?) \(((?:[A-Z]\d{1,2}[ ,]*)+)\)$/.exec(name);
  if (behind) return { name: behind[1], ids: behind[2].split(/[ ,]+/).filter((id) => ID.test(id)) };
  const words = name.split(' ');
  const first = words.findIndex((word) => !ID.test(word));
  return { name: words.slice(first).join(' '), ids: words.slice(0, first) };
}

function testsByPromise() {
  const found = new Map(PROMISES.map((id) => [id, []]));
  const unknown = [];
  for (const path of testFiles()) {
    for (const { name, ids } of testsOf(path)) {
      for (const id of ids) {
        if (found.has(id)) found.get(id).push(`- ${name} (\`${path}\`)`);
        else unknown.push(`${path}: ${id}`);
      }
    }
  }
  return { found, unknown };
}

const page = readFileSync(PAGE, 'utf8');
const ids = [...page.matchAll(/^### ([A-Z]\d+) /gm)].map(([, id]) => id);
const faults = [];
if (ids.join() !== PROMISES.join())
  faults.push('The page does not contain every promise once, in order.');
const { found, unknown } = testsByPromise();
faults.push(...unknown.map((line) => `This promise does not exist: ${line}`));

const written = page.replace(
  /^(### ([A-Z]\d+) .*\n)((?:(?!^##).*\n?)*)/gm,
  (all, heading, id, body) => {
    const notes = body
      .split('\n')
      .filter((line) => !line.startsWith('- '))
      .join('\n')
      .trim();
    const tests = (found.get(id) ?? []).join('\n');
    return `${[heading.trim(), tests, notes].filter(Boolean).join('\n\n')}\n\n`;
  },
);
const text = `${written.trim()}\n`;

const untested = PROMISES.filter((id) => found.get(id).length === 0);
console.log(
  `${PROMISES.length} promises, ${untested.length} without a test${untested.length ? `: ${untested.join(' ')}` : ''}`,
);
if (process.argv.includes('--check')) {
  if (text !== page) faults.push('docs/promises.md is out of date: run "npm run docs:promises".');
} else writeFileSync(PAGE, text);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
