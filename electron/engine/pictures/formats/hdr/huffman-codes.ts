/** Bits of the longest code: three has no room for longer ones, and no picture needs them. */
const longest = 30;
/** Of a code's length, as it is stored. Lengths from `shortRun` on stand for symbols that have no code. */
const lengthBits = 6;
const shortRun = 59;
const longRun = 63;
const symbols = 65_537;

/** The codes of the symbols that occur. One of them, `run`, says how often the symbol before it is repeated. */
export interface HuffmanCodes {
  /** By how many bits a code has: the first of these codes, and how many there are. */
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly run: { readonly code: number; readonly length: number };
}

/**
 * Reads the lengths of the codes for the symbols from `from` to `to`, which is the one that repeats, and works out the codes: OpenEXR,
 * `ImfHuf.cpp`. Null where they are not the codes of a whole tree: with others, unpacking may not come to an end.
 */
export function readCodes(bits: BitReader, from: number, to: number): HuffmanCodes | null {
  const lengths = readLengths(bits, from, to);
  if (!lengths) return null;
  const count = countOf(lengths);
  if (!count) return null;
  const first = Array<number>(longest + 1).fill(0);
  let code = 0;
  for (let length = longest; length > 0; length -= 1) {
    first[length] = code;
    code += count[length] as number;
    if (length > 1 && code % 2 !== 0) return null;
    if (length > 1) code /= 2;
  }
  const length = lengths.at(-1) ?? 0;
  // Two halves make the whole tree.
  if (code !== 2 || length === 0) return null;
  // It is the last of those that are as long.
  return { first, count, run: { code: (first[length] as number) + (count[length] as number) - 1, length } };
}

/** How many codes there are of each length. Null where one is too long. */
function countOf(lengths: Uint8Array): number[] | null {
  const count = Array<number>(shortRun).fill(0);
  for (let at = 0; at < lengths.length; at += 1) {
    const length = lengths[at] as number;
    count[length] = (count[length] as number) + 1;
  }
  return count.slice(longest + 1).some((codes) => codes > 0) ? null : count.slice(0, longest + 1);
}

function readLengths(bits: BitReader, from: number, to: number): Uint8Array | null {
  if (from > to || to >= symbols) return null;
  const lengths = new Uint8Array(to - from + 1);
  for (let at = 0; at < lengths.length;) {
    const length = bits.take(lengthBits);
    if (length < shortRun) {
      lengths[at] = length;
      at += 1;
      continue;
    }
    at += length === longRun ? bits.take(8) + 2 + longRun - shortRun : length - shortRun + 2;
    if (at > lengths.length) return null;
  }
  return lengths;
}

/** Takes bits from bytes, the highest of each byte first. What lies behind the end is 0. */
export class BitReader {
  readonly #bytes: Uint8Array;
  /** In bits. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next bits, at most 16, which stay. */
  peek(count: number): number {
    const byte = Math.floor(this.at / 8);
    const high = ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8);
    return ((high | (this.#bytes[byte + 2] ?? 0)) >>> (24 - count - (this.at % 8))) & ((1 << count) - 1);
  }

  take(count: number): number {
    const bits = this.peek(count);
    this.at += count;
    return bits;
  }
}
