import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../../electron/engine/pictures/formats/hdr/exr-chunks.ts';
import { readExrPart } from '../../../../electron/engine/pictures/formats/hdr/exr-part.ts';
import { isSoundHuffman } from '../../../../electron/engine/pictures/formats/hdr/huffman-check.ts';

const piz = await readFile(new URL('../../../support/formats/corpus/exr-piz.exr', import.meta.url));

/** What Huffman's codes have packed in the first chunk, and how many numbers that are. */
function firstPacked(): { readonly packed: Buffer; readonly numbers: number } {
  const part = readExrPart(piz);
  if (!part) throw new Error('no part');
  const [chunk] = chunksOf(piz, part);
  if (!chunk) throw new Error('no chunk');
  const { at, columns, rows } = chunk;
  const lengthAt = at + 4 + (piz.readUInt16LE(at + 2) - piz.readUInt16LE(at) + 1);
  const packed = piz.subarray(lengthAt + 4, lengthAt + 4 + piz.readUInt32LE(lengthAt));
  return { packed, numbers: columns * rows * part.channels.length };
}

describe('numbers that are packed by the codes of Huffman', () => {
  it('are as many as they should be, no more and no fewer', () => {
    const { packed, numbers } = firstPacked();
    expect([numbers - 1, numbers, numbers + 1].map((wanted) => isSoundHuffman(packed, wanted))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are refused where their end is missing, or the tree of codes is not whole', () => {
    const { packed, numbers } = firstPacked();
    for (let length = 0; length < packed.length; length += 7) {
      expect(isSoundHuffman(packed.subarray(0, length), numbers)).toBe(false);
    }
    const codeless = Buffer.from(packed);
    codeless.fill(0, 20, 30);
    expect(isSoundHuffman(codeless, numbers)).toBe(false);
  });
});
