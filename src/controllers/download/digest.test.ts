import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect } from 'chai';
import fc from 'fast-check';

/** The platform's own digest, which needs all bytes at once. */
async function expected(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('the digest of a download', () => {
  it('gives the digests of the standard (M14)', () => {
    const digest = sha256.create();
    digest.update(new TextEncoder().encode('abc'));
    expect(bytesToHex(digest.digest())).to.equal(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const twoBlocks = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
    expect(
      bytesToHex(sha256.create().update(new TextEncoder().encode(twoBlocks)).digest()),
    ).to.equal('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
    expect(bytesToHex(sha256.create().digest())).to.equal(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('equals the platform’s own for any bytes, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.array(fc.nat(150), { maxLength: 8 }),
        async (given, cuts) => {
          const bytes = Uint8Array.from(given);
          const digest = sha256.create();
          let at = 0;
          for (const cut of cuts) {
            digest.update(bytes.subarray(at, at + cut));
            at = Math.min(bytes.length, at + cut);
          }
          digest.update(bytes.subarray(at));
          expect(bytesToHex(digest.digest())).to.equal(await expected(bytes));
        },
      ),
    );
  });

  it('is right at every length around a block', async () => {
    for (let length = 50; length < 135; length += 1) {
      const bytes = new Uint8Array(length).fill(length);
      const digest = sha256.create();
      digest.update(bytes);
      expect(bytesToHex(digest.digest()), String(length)).to.equal(await expected(bytes));
    }
  });
});
