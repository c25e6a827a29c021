/** Made by scripts/make-archive.mjs: a ZIP archive with a short tone, opened by `aicc_2024`. */
const BASE64 =
  'UEsDBBQACwAIAAY6fF3lX7wmewAAANoPAAANAAAAcmVjb3JkaW5nLndhdjt1IdDmrEWWZN8EZuAoKgvwEJMxoNL+Tx' +
  's3z2Dm3OQU8f7vbquFfr3zOOXo8TRkvfmc7c7F2juiV66ynVmnh6JZ35UdHr9S5BfpDFmK0cV92h9jkIjPVmxdifuo' +
  'Q73hNnKyIRbBt5jf4C74Gl10BcuWuCZ19EeOzzWyY1BLBwjlX7wmewAAANoPAABQSwECHgMUAAsACAAGOnxd5V+8Jn' +
  'sAAADaDwAADQAAAAAAAAAAAAAApIEAAAAAcmVjb3JkaW5nLndhdlBLBQYAAAAAAQABADsAAAC2AAAAAAA=';

export function passwordArchive(): Blob {
  const bytes = Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'application/zip' });
}
