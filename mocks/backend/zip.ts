/**
 * A ZIP archive of one stored file under a password, in the traditional encryption that every
 * archive program opens (PKWARE APPNOTE 6.1). It is weak: it stands in for what a backend makes.
 */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

const crcStep = (crc: number, byte: number): number =>
  (CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)) >>> 0;

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcStep(crc, byte);
  return ~crc >>> 0;
}

/** The three keys of the cipher, which change with every plain byte. */
class Cipher {
  #a = 0x12345678;
  #b = 0x23456789;
  #c = 0x34567890;

  constructor(password: string) {
    for (const byte of new TextEncoder().encode(password)) this.#turn(byte);
  }

  encrypt(byte: number): number {
    const pair = (this.#c | 2) & 0xffff;
    const cover = (Math.imul(pair, pair ^ 1) >>> 8) & 0xff;
    this.#turn(byte);
    return byte ^ cover;
  }

  #turn(byte: number): void {
    this.#a = crcStep(this.#a, byte);
    this.#b = (Math.imul(this.#b + (this.#a & 0xff), 134775813) + 1) >>> 0;
    this.#c = crcStep(this.#c, this.#b >>> 24);
  }
}

export async function encryptedZip(
  fileName: string,
  bytes: Uint8Array,
  password: string,
): Promise<Blob> {
  const crc = crc32(bytes);
  const cipher = new Cipher(password);
  const lead = crypto.getRandomValues(new Uint8Array(12));
  // The last byte of the lead lets a reader see that the password is wrong.
  lead[11] = crc >>> 24;
  const content = new Uint8Array(12 + bytes.length);
  lead.forEach((byte, index) => (content[index] = cipher.encrypt(byte)));
  for (let index = 0; index < bytes.length; index += 1) {
    content[12 + index] = cipher.encrypt(bytes[index]!);
  }
  const name = new TextEncoder().encode(fileName);
  // Version, flags (encrypted, UTF-8 name), stored, time and date (1980-01-01), sizes.
  const common = [
    [20, 2],
    [0x0801, 2],
    [0, 2],
    [0, 2],
    [0x21, 2],
    [crc, 4],
    [content.length, 4],
    [bytes.length, 4],
    [name.length, 2],
    [0, 2],
  ] as const;
  const local = record([[0x04034b50, 4], ...common]);
  const central = record([
    [0x02014b50, 4],
    [20, 2],
    ...common,
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [0, 4],
  ]);
  const centralAt = local.length + name.length + content.length;
  const end = record([
    [0x06054b50, 4],
    [0, 4],
    [1, 2],
    [1, 2],
    [central.length + name.length, 4],
    [centralAt, 4],
    [0, 2],
  ]);
  return new Blob([local, name, content, central, name, end], { type: 'application/zip' });
}

/** Numbers with their lengths in bytes, little end first. */
function record(fields: readonly (readonly [number, number])[]): Uint8Array<ArrayBuffer> {
  const bytes = fields.flatMap(([value, length]) =>
    Array.from({ length }, (_, place) => (value >>> (8 * place)) & 0xff),
  );
  return Uint8Array.from(bytes);
}
