import { expect } from 'chai';
import { looksLikeText, sniffType } from './audio-type.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('audio type by its first bytes', () => {
  const table: [string, string][] = [
    ['RIFF\x24\x00\x00\x00WAVEfmt ', 'wav'],
    ['ID3\x04\x00', 'mp3'],
    ['\xff\xfb\x90\x00', 'mp3'],
    ['\xff\xf3\x40\xc0', 'mp3'],
    ['\xff\xf1\x50\x80', 'aac'],
    ['OggS\x00\x02', 'ogg'],
    ['fLaC\x00', 'flac'],
    ['\x00\x00\x00\x20ftypM4A ', 'm4a'],
    ['\x1aE\xdf\xa3', 'webm'],
    ['#!AMR\n', 'amr'],
    ['#!AMR-WB\n', 'awb'],
    ['PK\x03\x04', 'zip'],
  ];
  for (const [start, extension] of table) {
    it(`recognizes ${extension} (M16)`, () =>
      expect(sniffType(bytes(start))?.extension).to.equal(extension));
  }

  it('takes no page, JSON, program or empty file for sound (M16)', () => {
    for (const start of [
      '',
      '<!doctype html><title>Sign in',
      '{"error":"x"}',
      'RIFF\x24\x00\x00\x00AVI LIST',
      'MZ\x90\x00',
      '\xff\xd8\xff\xe0',
      '\xff\xff\xff\xff',
      '\xfe\xff',
      '%PDF-1.7',
      'OK',
    ]) {
      expect(sniffType(bytes(start)), JSON.stringify(start)).to.equal(null);
    }
  });

  it('recognizes pages and JSON by their first letter', () => {
    expect(looksLikeText(bytes('\n  <html>'))).to.be.true;
    expect(looksLikeText(bytes('\xef\xbb\xbf{"a":1}'))).to.be.true;
    expect(looksLikeText(bytes('RIFF'))).to.be.false;
    expect(looksLikeText(bytes(''))).to.be.false;
  });
});
