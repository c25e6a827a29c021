import { expect } from 'chai';
import { checkMediaUrl } from './media-url.js';

const page = { base: 'https://portal.example/agent/index.html', allowedOrigins: [] as string[] };

describe('addresses of recordings', () => {
  it('refuses everything but http(s) of an allowed origin (S6)', () => {
    for (const url of [
      '',
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:audio/wav;base64,AAAA',
      'blob:https://portal.example/1234',
      'file:///etc/passwd',
      '//evil.example/a.wav',
      '\\\\evil.example\\a.wav',
      '/\\evil.example/a.wav',
      'https://evil.example/a.wav',
      'https://user:secret@portal.example/a.wav',
      'http://portal.example/a.wav',
      'ftp://portal.example/a.wav',
      'Y:/39/record/20201015/1.wav',
      'https://',
      'ht\ntps://evil.example/a.wav',
      'about:blank',
      'filesystem:https://portal.example/a.wav',
    ]) {
      expect(checkMediaUrl(url, page), JSON.stringify(url)).to.equal(null);
    }
  });

  it('accepts addresses of the page’s own origin, and of origins that the host names (S6)', () => {
    expect(checkMediaUrl('/r/1.wav?t=a%20b', page)).to.equal(
      'https://portal.example/r/1.wav?t=a%20b',
    );
    expect(checkMediaUrl('1.wav', page)).to.equal('https://portal.example/agent/1.wav');
    const store = 'https://store.example';
    expect(checkMediaUrl(`${store}/1.wav`, { ...page, allowedOrigins: [store] })).to.equal(
      `${store}/1.wav`,
    );
    expect(checkMediaUrl('http://store.example/1.wav', { ...page, allowedOrigins: null })).to.equal(
      null,
    );
    expect(checkMediaUrl(`${store}/1.wav`, { ...page, allowedOrigins: null })).to.equal(
      `${store}/1.wav`,
    );
  });
});
