/**
 * Compares players (`npm run bench` in the root) and writes the tables of docs/benchmark.md.
 *
 *   --rounds=5        number of measurements per page (interleaved; one more round warms up)
 *   --only=aicc,plyr  measures these players only and writes nothing
 *   --shots=folder    saves screenshots of every player, without and with the strict policy
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = process.env.AICC_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
if (!existsSync(join(here, 'node_modules/plyr'))) {
  stop('The other players are not installed. Run once: npm ci --prefix bench');
}
if (!existsSync(join(dist, 'elements/voice-player/voice-player.define.js'))) {
  stop('The benchmark measures the built player. Run first: npm run build');
}

const { chromium } = await import('playwright');
const { chromiumFlags, findBrowser } = await import('../scripts/find-browser.mjs');
const { buildPages } = await import('./build.mjs');
const { PLAYERS } = await import('./players.mjs');
const { serve } = await import('./server.mjs');
const { sounds } = await import('./sounds.mjs');
const { usePlayer, weigh } = await import('./measure.mjs');
const { report } = await import('./report.mjs');

const option = (name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const rounds = Number(option('rounds') ?? 5);
const only = option('only')?.split(',');
const shots = option('shots');
if (shots) mkdirSync(shots, { recursive: true });

const players = PLAYERS.filter(({ page }) => !only || only.includes(page));
const recordings = sounds();
const harness = readFileSync(join(here, 'pages/harness.js'), 'utf8');
const { origin, stop: stopServer } = await serve(
  await buildPages({ dist }),
  new Map(Object.values(recordings).map(({ path, bytes }) => [path, bytes])),
);
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: chromiumFlags().filter((flag) => !flag.startsWith('--autoplay-policy')),
});

const address = (page, { path, seconds }, more = '') =>
  `${origin}/${page}?src=${path}&seconds=${seconds}${more}`;

/** The situations in which a player is measured. Each round runs all of them, player by player. */
const SITUATIONS = {
  wav: (page, shot) =>
    usePlayer(browser, harness, address(page, recordings.wav), { seekTo: 20, shot }),
  strict: (page, shot) =>
    usePlayer(browser, harness, address(page, recordings.wav, '&strict'), { seekTo: 20, shot }),
  mp3: (page) => usePlayer(browser, harness, address(page, recordings.mp3), { seekTo: 150 }),
  long: (page) => usePlayer(browser, harness, address(page, recordings.long), { seekTo: 1000 }),
  slow: (page) =>
    usePlayer(browser, harness, address(page, recordings.wav), { seekTo: 20, slow: true }),
  one: (page) => weigh(browser, harness, address(page, recordings.wav)),
  fifty: (page) => weigh(browser, harness, address(page, recordings.wav, '&count=50')),
};

const results = new Map(players.map(({ page }) => [page, {}]));
const began = Date.now();
for (let round = 0; round <= rounds; round += 1) {
  for (const [situation, measure] of Object.entries(SITUATIONS)) {
    // Memory hardly differs from round to round.
    if (['one', 'fifty'].includes(situation) && round > 3) continue;
    for (const { page } of players) {
      const shot = shots && round === 1 ? join(shots, `${page}-${situation}.png`) : undefined;
      const seen = await measure(page, shot);
      if (round > 0) (results.get(page)[situation] ??= []).push(seen);
      if (seen.failed && round === 0) console.log(`${page}, ${situation}: ${seen.failed}`);
    }
  }
  const name = round === 0 ? 'warm-up' : `round ${round} of ${rounds}`;
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
}
const version = browser.version();
await browser.close();
stopServer();

await report({
  players,
  results,
  rounds,
  browser: `Chromium ${version}`,
  machine: `${cpus().length} cores, ${process.platform}, no sound device`,
  write: !only,
});
