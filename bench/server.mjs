/**
 * A loopback server for the pages and the sounds, with gzip, byte ranges and an optional content
 * security policy.
 */
import { createServer } from 'node:http';

/** Promise S3 of this project. `media-src blob:` is an exception that many players need. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob:; " +
  "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const TYPES = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
};

function sendSound(request, response, bytes) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  response.setHeader('Accept-Ranges', 'bytes');
  if (!range) {
    response.setHeader('Content-Length', bytes.length);
    response.end(request.method === 'HEAD' ? undefined : bytes);
    return;
  }
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
  response.statusCode = start > end ? 416 : 206;
  response.setHeader(
    'Content-Range',
    start > end ? `bytes */${bytes.length}` : `bytes ${start}-${end}/${bytes.length}`,
  );
  response.end(
    start > end || request.method === 'HEAD' ? undefined : bytes.subarray(start, end + 1),
  );
}

/**
 * @param {Map<string, { bytes: Buffer, gzip: Buffer }>} files the pages and the files that they load
 * @param {Map<string, Buffer>} sounds
 */
export async function serve(files, sounds) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Type', TYPES[pathname.split('.').pop()] ?? 'text/html');
    if (searchParams.has('strict')) response.setHeader('Content-Security-Policy', STRICT_POLICY);
    const sound = sounds.get(pathname);
    if (sound) {
      sendSound(request, response, sound);
      return;
    }
    const file = files.get(pathname);
    if (!file) {
      response.statusCode = pathname === '/favicon.ico' ? 204 : 404;
      response.end();
      return;
    }
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Content-Length', file.gzip.length);
    response.end(file.gzip);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
