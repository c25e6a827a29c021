/** Recognizes the type of a file by its first bytes: names and declared types are only hints. */

export interface SniffedType {
  readonly mimeType: string;
  /** File extension without a dot. */
  readonly extension: string;
  readonly kind: 'audio' | 'archive';
}

/** The number of bytes that {@link sniffType} needs. */
export const SNIFF_BYTES = 64;

const audio = (mimeType: string, extension: string): SniffedType => ({
  mimeType,
  extension,
  kind: 'audio',
});

/** The type of a file that begins with `bytes`; `null` when it is neither sound nor a zip archive. */
export function sniffType(bytes: Uint8Array): SniffedType | null {
  const at = (offset: number, text: string): boolean => {
    for (let i = 0; i < text.length; i += 1) {
      if (bytes[offset + i] !== text.charCodeAt(i)) return false;
    }
    return bytes.length >= offset + text.length;
  };
  if ((at(0, 'RIFF') || at(0, 'RF64')) && at(8, 'WAVE')) return audio('audio/wav', 'wav');
  if (at(0, 'ID3')) return audio('audio/mpeg', 'mp3');
  if (at(0, 'OggS')) return audio('audio/ogg', 'ogg');
  if (at(0, 'fLaC')) return audio('audio/flac', 'flac');
  if (at(4, 'ftyp')) return audio('audio/mp4', 'm4a');
  if (at(0, '\x1aE\xdf\xa3')) return audio('audio/webm', 'webm');
  if (at(0, '#!AMR-WB')) return audio('audio/amr-wb', 'awb');
  if (at(0, '#!AMR')) return audio('audio/amr', 'amr');
  if (at(0, 'FORM') && (at(8, 'AIFF') || at(8, 'AIFC'))) return audio('audio/aiff', 'aiff');
  if (at(0, '.snd')) return audio('audio/basic', 'au');
  if (at(0, 'PK\x03\x04')) {
    return { mimeType: 'application/zip', extension: 'zip', kind: 'archive' };
  }
  return mpegFrame(bytes);
}

/** An MPEG layer frame or an ADTS (AAC) frame: both begin with eleven or twelve set bits. */
function mpegFrame(bytes: Uint8Array): SniffedType | null {
  const [first, second = 0, third = 0] = bytes;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if (layer === 0) return (second & 0xf0) === 0xf0 ? audio('audio/aac', 'aac') : null;
  const version = (second >> 3) & 3;
  const bitrate = third >> 4;
  const sampleRate = (third >> 2) & 3;
  return version === 1 || bitrate === 15 || sampleRate === 3 ? null : audio('audio/mpeg', 'mp3');
}

/** True when `bytes` begin like a web page or JSON: an error or a sign-in page instead of sound. */
export function looksLikeText(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    // Spaces and a byte order mark may come first.
    if (byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf) continue;
    return byte === 0x3c || byte === 0x7b || byte === 0x5b;
  }
  return false;
}
