import { BitReader, readCodes, type HuffmanCodes } from './huffman-codes.ts';

/** First symbol, last symbol, length of the codes, bits of the data, and a number that is not used: 32 bits each. */
const headBytes = 20;
const runBits = 8;
/** Codes up to this length are looked up. */
const quickBits = 12;

/**
 * Do these bytes, packed by Huffman's codes, give as many numbers as there should be? three's loader goes on for ever where they give
 * more.
 */
export function isSoundHuffman(packed: Buffer, wanted: number): boolean {
  if (packed.length < headBytes) return false;
  const bits = new BitReader(packed.subarray(headBytes));
  const codes = readCodes(bits, packed.readUInt32LE(0), packed.readUInt32LE(4));
  if (!codes) return false;
  const data = packed.subarray(headBytes + Math.ceil(bits.at / 8));
  const length = packed.readUInt32LE(12);
  return length <= data.length * 8 && countNumbers(new BitReader(data), length, codes, wanted) === wanted;
}

/** How many numbers the bits stand for: more than `most` are not counted. −1 where they end inside a code. */
function countNumbers(bits: BitReader, length: number, codes: HuffmanCodes, most: number): number {
  const quick = quickLengths(codes);
  const { run } = codes;
  let count = 0;
  while (bits.at < length && count <= most) {
    const codeLength = (quick[bits.peek(quickBits)] as number) || lengthOf(bits, codes);
    const code = codeLength <= quickBits ? bits.peek(codeLength) : codeAt(bits, codeLength);
    bits.at += codeLength;
    count += code === run.code && codeLength === run.length ? bits.take(runBits) : 1;
  }
  return bits.at > length ? -1 : count;
}

/** For each way in which the bits may go on, the length of the code that they begin with; 0 where it is longer. */
function quickLengths({ first, count }: HuffmanCodes): Uint8Array {
  const lengths = new Uint8Array(1 << quickBits);
  for (let length = 1; length <= quickBits; length += 1) {
    const [start, codes] = [first[length] as number, count[length] as number];
    lengths.fill(length, start << (quickBits - length), (start + codes) << (quickBits - length));
  }
  return lengths;
}

/** Of the code that comes next. There always is one: the codes are those of a whole tree. */
function lengthOf(bits: BitReader, codes: HuffmanCodes): number {
  let length = quickBits + 1;
  while (length < codes.first.length - 1 && !isCode(codes, codeAt(bits, length), length)) length += 1;
  return length;
}

/** The shorter codes are, the higher they stand. */
function isCode({ first, count }: HuffmanCodes, code: number, length: number): boolean {
  const start = first[length] as number;
  return code >= start && code < start + (count[length] as number);
}

/** The next bits, more than can be looked at in one go. */
function codeAt(bits: BitReader, length: number): number {
  const start = bits.at;
  const high = bits.take(quickBits);
  const rest = length - quickBits;
  const middle = Math.min(rest, 16);
  const code = (high * 2 ** middle + bits.take(middle)) * 2 ** (rest - middle) + bits.peek(rest - middle);
  bits.at = start;
  return code;
}
