/**
 * SHA-256 of bytes that pass by (FIPS 180-4). The browser's own needs all of them at once and is
 * missing on pages without https, which intranets still have.
 */

const BLOCK = 64;

/** The first 32 bits of the fractional part of `root` of the first primes. */
function constants(count: number, root: (prime: number) => number): Int32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) isPrime = false;
    if (isPrime) found.push((root(n) % 1) * 2 ** 32);
  }
  return Int32Array.from(found, (value) => value | 0);
}

const START = constants(8, Math.sqrt);
const ROUND = constants(64, Math.cbrt);

export class Sha256 {
  readonly #state = START.slice();
  readonly #words = new Int32Array(BLOCK);
  readonly #rest = new Uint8Array(BLOCK);
  #restSize = 0;
  #size = 0;

  update(bytes: Uint8Array): void {
    this.#size += bytes.length;
    let at = 0;
    if (this.#restSize > 0) {
      at = Math.min(BLOCK - this.#restSize, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restSize);
      this.#restSize += at;
      if (this.#restSize < BLOCK) return;
      this.#block(this.#rest, 0);
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#block(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#restSize = bytes.length - at;
  }

  /** Ends it; hexadecimal. */
  hex(): string {
    const bits = this.#size * 8;
    const isLong = this.#restSize >= BLOCK - 8;
    const end = new Uint8Array(isLong ? 2 * BLOCK : BLOCK);
    end.set(this.#rest.subarray(0, this.#restSize));
    end[this.#restSize] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(end.length - 4, bits >>> 0);
    for (let at = 0; at < end.length; at += BLOCK) this.#block(end, at);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #block(bytes: Uint8Array, at: number): void {
    const words = this.#words;
    for (let i = 0, from = at; i < 16; i += 1, from += 4) {
      words[i] =
        (byte(bytes, from) << 24) |
        (byte(bytes, from + 1) << 16) |
        (byte(bytes, from + 2) << 8) |
        byte(bytes, from + 3);
    }
    for (let i = 16; i < BLOCK; i += 1) {
      const early = words[i - 15] as number;
      const late = words[i - 2] as number;
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0;
    }
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let i = 0; i < BLOCK; i += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (words[i] as number)) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    add(state, 0, a);
    add(state, 1, b);
    add(state, 2, c);
    add(state, 3, d);
    add(state, 4, e);
    add(state, 5, f);
    add(state, 6, g);
    add(state, 7, h);
  }
}

const byte = (bytes: Uint8Array, at: number): number => bytes[at] as number;
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function add(state: Int32Array, at: number, more: number): void {
  state[at] = (state[at] as number) + more;
}
