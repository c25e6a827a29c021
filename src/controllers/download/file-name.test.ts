import { expect } from 'chai';
import fc from 'fast-check';
import { recordingFileName } from './file-name.js';

const name = (messageId: string, over = {}) =>
  recordingFileName({
    messageId,
    createdAt: '2026-11-20T09:30:05+08:00',
    extension: 'wav',
    ...over,
  });

describe('file name', () => {
  it('consists of voicemail, the id and the time (S19)', () => {
    expect(name('MSG-1001')).to.equal('voicemail_MSG-1001_20261120-093005.wav');
    expect(name('MSG-1001', { createdAt: null })).to.equal('voicemail_MSG-1001.wav');
    expect(name('7', { createdAt: 'rubbish', extension: 'mp3' })).to.equal('voicemail_7.mp3');
    expect(name('7', { createdAt: '2026-11-20T09:30Z' })).to.equal(
      'voicemail_7_20261120-093000.wav',
    );
  });

  it('has no server path and no drive (S19)', () => {
    const file = name('Y:/39/record/20201015/10233946082696733.wav');
    expect(file).to.match(/^voicemail_[0-9a-f]{8}_20261120-093005\.wav$/);
    expect(name('..\\..\\etc')).to.match(/^voicemail_[0-9a-f]{8}_/);
  });

  it('has no contact number, even where a backend uses it as an id (S19)', () => {
    const file = name('caller-4915112341234', { contactNumber: '+49 151 1234 1234' });
    expect(file).not.to.contain('12341234');
  });

  it('differs for ids that it shortens (S19)', () => {
    expect(name(`${'a'.repeat(300)}1`)).not.to.equal(name(`${'a'.repeat(300)}2`));
    expect(name('a/1')).not.to.equal(name('a/2'));
  });

  const hostile = [
    '..',
    '.',
    '',
    'con',
    'NUL',
    'x.lnk',
    '=cmd|x',
    'a\u202egpj.exe',
    'a\u200b',
    'a\u0000b',
    'name.',
    ' name ',
    '-rf',
    '%2e%2e%2f',
    '<script>',
    '"; rm -rf ~',
    '留言',
    '💥'.repeat(90),
    'a'.repeat(500),
  ];
  for (const id of hostile) {
    it(`is harmless for the id ${JSON.stringify(id).slice(0, 40)} (S19)`, () =>
      expectSafe(name(id)));
  }

  it('is harmless for any id, time and extension (S19)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.string(),
        (id, createdAt, extension) => {
          expectSafe(name(id, { createdAt, extension }));
        },
      ),
    );
  });

  function expectSafe(file: string): void {
    expect(file).to.match(/^voicemail_[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z0-9]{1,5}$/);
    expect(new TextEncoder().encode(file).length).to.be.at.most(120);
  }
});
