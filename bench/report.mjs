/** Writes medians and ratios as tables: to the console, and between the marks of docs/benchmark.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { BASE, OURS } from './players.mjs';

const page = fileURLToPath(new URL('../docs/benchmark.md', import.meta.url));
const BEGIN = '<!-- measured: begin (written by npm run bench) -->';
const END = '<!-- measured: end -->';

function median(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const ms = (value) => `${value.toFixed(0)} ms`;
const kb = (value) => `${(value / 1024).toFixed(1)} KiB`;
const mb = (value) => `${(value / 1048576).toFixed(2)} MiB`;
const plain = (value) => value.toFixed(0);

/** [title, situation, measured value, format, whether a ratio to bare audio makes sense] */
const START = [
  ['Play control ready', 'wav', 'ready', ms, true],
  ['ready, over a line of 40 ms and 10 Mbit/s', 'slow', 'ready', ms, true],
  ['click to `playing`', 'wav', 'playing', ms, true],
  ['click to moving position', 'wav', 'moving', ms, true],
  ['seek done', 'wav', 'seek', ms, true],
];
const FILES = [
  ['MP3, 3 min: click to `playing`', 'mp3', 'playing', ms, true],
  ['MP3: seek to 2:30', 'mp3', 'seek', ms, true],
  ['WAV, 20 min: ready', 'long', 'ready', ms, true],
  ['WAV, 20 min: click to `playing`', 'long', 'playing', ms, true],
  ['WAV, 20 min: seek to 16:40', 'long', 'seek', ms, true],
];
const WEIGHT = [
  ['loaded at once, gzip', 'wav', 'bytesAtStart', kb, false],
  ['loaded after play and seek, gzip', 'wav', 'bytes', kb, false],
  ['heap, 1 player', 'one', 'heap', mb, true],
  ['heap, 50 players', 'fifty', 'heap', mb, true],
  ['nodes, 1 player', 'one', 'nodes', plain, true],
  ['nodes, 50 players', 'fifty', 'nodes', plain, true],
  ['50 players ready', 'fifty', 'ready', ms, true],
];

export async function report({ players, results, rounds, browser, machine, write }) {
  const value = (player, situation, what) =>
    median((results.get(player)?.[situation] ?? []).map((seen) => seen[what]));

  const table = (columns) => {
    const lines = [
      `| | ${columns.map(([title]) => title).join(' | ')} |`,
      `| --- |${columns.map(() => ' ---: |').join('')}`,
    ];
    for (const { page: player, name } of players) {
      const cells = columns.map(([, situation, what, written, compared]) => {
        const own = value(player, situation, what);
        if (!Number.isFinite(own)) return 'never';
        const ratio = own / value(BASE, situation, what);
        return compared && player !== BASE && Number.isFinite(ratio)
          ? `${written(own)} (×${ratio.toFixed(ratio < 10 ? 1 : 0)})`
          : written(own);
      });
      lines.push(`| ${name} | ${cells.join(' | ')} |`);
    }
    return lines.join('\n');
  };

  const strict = [
    '| | violations | errors in the console | plays and seeks | without a policy: errors |',
    '| --- | ---: | ---: | --- | ---: |',
    ...players.map(({ page: player, name }) => {
      const seen = results.get(player).strict;
      const failed = seen.filter((one) => one.failed).length;
      const works = failed === 0 ? 'yes' : failed === seen.length ? 'no' : 'not always';
      return `| ${name} | ${value(player, 'strict', 'violations')} | ${value(player, 'strict', 'errors')} | ${works} | ${value(player, 'wav', 'errors')} |`;
    }),
  ].join('\n');

  // The numbers decide where another player is better.
  const behind = [];
  const others = players.filter(({ page: player }) => player !== BASE && !OURS.includes(player));
  for (const [title, situation, what, written] of [...START, ...FILES, ...WEIGHT]) {
    const ours = value('aicc', situation, what);
    const better = others
      .map(({ page: player, name }) => ({ name, own: value(player, situation, what) }))
      .filter(({ own }) => own < ours * 0.95)
      .sort((a, b) => a.own - b.own);
    if (better.length > 0) {
      const list = better.map(({ name, own }) => `${name} (${written(own)})`).join(', ');
      behind.push(`- ${title}: ours ${written(ours)}; better by more than 5%: ${list}.`);
    }
  }
  const failures = players.flatMap(({ page: player, name }) =>
    Object.entries(results.get(player)).flatMap(([situation, seen]) => {
      const failed = seen.filter((one) => one.failed);
      return failed.length > 0
        ? [`- ${name}, ${situation}: ${failed.length} of ${seen.length} (${failed[0].failed})`]
        : [];
    }),
  );

  const text = [
    `${new Date().toISOString().slice(0, 10)}, ${browser}, ${machine}; medians of ${rounds} rounds, ratios to \`<audio controls>\`.`,
    '### Start, WAV mu-law of half a minute',
    table(START),
    '### Longer recordings',
    table(FILES),
    '### Weight',
    table(WEIGHT),
    '### Under the strict content security policy',
    strict,
    '### Where another player is better than ours',
    behind.length > 0 ? behind.join('\n') : 'Nowhere by more than 5%.',
    ...(failures.length > 0 ? ['### Steps that failed', failures.join('\n')] : []),
  ].join('\n\n');
  console.log(`\n${text}\n`);
  if (!write) return;

  const old = readFileSync(page, 'utf8');
  const [before, rest] = old.split(BEGIN);
  const after = rest.split(END)[1];
  const options = { ...(await resolveConfig(page)), filepath: page };
  writeFileSync(page, await format(`${before}${BEGIN}\n\n${text}\n\n${END}${after}`, options));
  console.log('Written to docs/benchmark.md');
}
