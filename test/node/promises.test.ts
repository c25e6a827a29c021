/** docs/promises.md names tests that exist, and leaves no promise of its list out. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/promises.md');
/** How many promises each part has. */
const COUNTS = { W: 25, N: 22, M: 18, S: 25, H: 20, A: 20, R: 6, P: 7 };

describe('the list of promises', () => {
  it('holds every promise once', () => {
    const found = [...page.matchAll(/^\| \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id);
    const wanted = Object.entries(COUNTS).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, place) => `${part}${String(place + 1)}`),
    );
    assert.deepEqual(found, wanted);
  });

  it('names only tests that exist', () => {
    const wrong: string[] = [];
    for (const [, path = '', name = ''] of page.matchAll(
      /`([^`]+\.test\.[a-z]+)`: (.+?) *(?=<br>|\|)/g,
    )) {
      // What is filled in when the test runs stands as … on the page.
      const parts = name
        .replaceAll('\\|', '|')
        .split('…')
        .map((part) => part.trim());
      const source = read(path);
      const isThere = source
        .split('\n')
        .some(
          (line) =>
            /\b(it|describe)\(|^\s*['"`]/.test(line) && parts.every((part) => line.includes(part)),
        );
      if (!isThere) wrong.push(`${path}: ${name}`);
    }
    assert.deepEqual(wrong, []);
  });
});
