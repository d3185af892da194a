import type { Chunk } from './aseprite-chunks.ts';
import { chunkKinds } from './aseprite-layers.ts';

/** RGBA of 256 colours. The old chunk counts where there is no new one. */
export function readPalette(chunks: readonly Chunk[]): Uint8Array {
  const palette = new Uint8Array(256 * 4);
  const isNew = chunks.some(({ kind }) => kind === chunkKinds.palette);
  for (const { kind, bytes } of chunks) {
    if (kind === chunkKinds.palette) readNew(bytes, palette);
    else if (kind === chunkKinds.oldPalette && !isNew) readOld(bytes, palette);
  }
  return palette;
}

function readNew(bytes: Buffer, palette: Uint8Array): void {
  const [first, last] = [bytes.readUInt32LE(4), Math.min(255, bytes.readUInt32LE(8))];
  for (let index = first, at = 20; index <= last; index += 1) {
    const hasName = (bytes.readUInt16LE(at) & 1) !== 0;
    palette.set(bytes.subarray(at + 2, at + 6), index * 4);
    at += 6 + (hasName ? 2 + bytes.readUInt16LE(at + 6) : 0);
  }
}

/** Packets: how many colours to leave out, how many follow (0 stands for 256), red, green and blue of each. */
function readOld(bytes: Buffer, palette: Uint8Array): void {
  const packets = bytes.readUInt16LE(0);
  for (let packet = 0, at = 2, index = 0; packet < packets; packet += 1) {
    index += bytes.readUInt8(at);
    const count = bytes.readUInt8(at + 1) || 256;
    at += 2;
    for (let colour = 0; colour < count; colour += 1, index += 1, at += 3) {
      if (index < 256) palette.set([...bytes.subarray(at, at + 3), 255], index * 4);
    }
  }
}
