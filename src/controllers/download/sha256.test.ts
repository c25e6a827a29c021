import { expect } from 'chai';
import fc from 'fast-check';
import { Sha256 } from './sha256.js';

/** The browser's own, which these tests can use. */
async function expected(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('SHA-256 of bytes that pass by', () => {
  it('M14 is the one of the standard', () => {
    const digest = new Sha256();
    digest.update(new TextEncoder().encode('abc'));
    expect(digest.hex()).to.equal(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(new Sha256().hex()).to.equal(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('is the browser’s own for any bytes, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.array(fc.nat(150), { maxLength: 8 }),
        async (given, cuts) => {
          const bytes = Uint8Array.from(given);
          const digest = new Sha256();
          let at = 0;
          for (const cut of cuts) {
            digest.update(bytes.subarray(at, at + cut));
            at = Math.min(bytes.length, at + cut);
          }
          digest.update(bytes.subarray(at));
          expect(digest.hex()).to.equal(await expected(bytes));
        },
      ),
    );
  });

  it('is right at every length around a block', async () => {
    for (let length = 50; length < 135; length += 1) {
      const bytes = new Uint8Array(length).fill(length);
      const digest = new Sha256();
      digest.update(bytes);
      expect(digest.hex(), String(length)).to.equal(await expected(bytes));
    }
  });
});
