import { createReadStream, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { root } from '../entries.mjs';

const MEDIA_TYPES = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  json: 'application/json',
};

/** Serves public/recordings with byte ranges. Without them Chromium cannot seek in a recording. */
function serveRecording(context) {
  const folder = join(root, 'public', 'recordings') + sep;
  const path = normalize(join(root, 'public', decodeURIComponent(context.path)));
  let size;
  try {
    const stats = statSync(path);
    if (!path.startsWith(folder) || !stats.isFile()) throw new Error('not a recording');
    size = stats.size;
  } catch {
    context.status = 404;
    return;
  }
  context.set('Accept-Ranges', 'bytes');
  context.set('Cache-Control', 'no-store');
  context.type = MEDIA_TYPES[path.split('.').pop()] ?? 'application/octet-stream';
  const range = /^bytes=(\d*)-(\d*)$/.exec(context.get('Range'));
  if (!range || (range[1] === '' && range[2] === '')) {
    context.status = 200;
    context.length = size;
    if (context.method !== 'HEAD') context.body = createReadStream(path);
    return;
  }
  const start = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
  const end = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (start > end) {
    context.status = 416;
    context.set('Content-Range', `bytes */${size}`);
    return;
  }
  context.status = 206;
  context.set('Content-Range', `bytes ${start}-${end}/${size}`);
  context.length = end - start + 1;
  if (context.method !== 'HEAD') context.body = createReadStream(path, { start, end });
}

/** Serves the files of public/ in the tests at the same addresses as Vite does in the demo. */
export async function publicFiles(context, next) {
  if (context.path.startsWith('/recordings/')) return serveRecording(context);
  if (context.path === '/mockServiceWorker.js') context.path = '/public/mockServiceWorker.js';
  return next();
}

/** Commands that work in all launchers, in place of the runner's own commands, which do not. */
export function commandsPlugin() {
  return {
    name: 'aicc-commands',
    async executeCommand({ command, payload, session }) {
      const { browser, id } = session;
      // The runner's own command does not support WebDriver browsers.
      if (command === 'aicc-viewport') {
        if (browser.type === 'playwright') await browser.getPage(id).setViewportSize(payload);
        else if (browser.type === 'puppeteer') await browser.getPage(id).setViewport(payload);
        else await browser.setViewport(id, payload);
        return true;
      }
      // Puppeteer does not support key combinations such as Shift+Tab.
      if (command === 'aicc-press') {
        const key = payload.key.replace(/Space$/, ' ');
        if (browser.type === 'playwright') await browser.getPage(id).keyboard.press(key);
        else if (browser.type === 'puppeteer') {
          const { keyboard } = browser.getPage(id);
          const parts = key.length > 1 && key.includes('+') ? key.split('+') : [key];
          const last = parts.pop();
          for (const part of parts) await keyboard.down(part);
          await keyboard.press(last);
          for (const part of parts.reverse()) await keyboard.up(part);
        } else await browser.sendKeys(id, [key]);
        return true;
      }
      return undefined;
    },
  };
}
