import { byteOf } from '../layers/light.ts';

/** Writes a row of values as bytes: what libvips makes of a picture has 8 bits in the end. */
export type ToBytes = (row: Uint8Array, bytes: Uint8Array) => void;

/** `depth`: bits per value; those of 32 are light, which sRGB stores differently, or a share of what is opaque. */
export function toBytes(depth: number, meaning: 'light' | 'share' = 'light'): ToBytes {
  switch (depth) {
    case 1:
      return bits;
    case 16:
      return words;
    case 32:
      return meaning === 'light' ? lights : shares;
    default:
      return (row, bytes) => bytes.set(row);
  }
}

/** 1 is black. */
function bits(row: Uint8Array, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = ((row[at >> 3] as number) >> (7 - (at & 7))) & 1 ? 0 : 255;
}

function words(row: Uint8Array, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = row[2 * at] as number;
}

/** Light, 0 to 1, and more. The two upper bytes of a float tell it closely enough. */
function lights(row: Uint8Array, bytes: Uint8Array): void {
  const encoded = encodedLights();
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = encoded[((row[4 * at] as number) << 8) | (row[4 * at + 1] as number)] as number;
  }
}

/** Of what is opaque, or shown by a mask: 0 to 1. */
function shares(row: Uint8Array, bytes: Uint8Array): void {
  const view = new DataView(row.buffer, row.byteOffset, row.length);
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = Math.max(0, Math.min(255, Math.round(255 * view.getFloat32(4 * at))));
}

let table: Uint8Array | null = null;

/** The bytes of sRGB for the upper halves of all floats. */
function encodedLights(): Uint8Array {
  if (table) return table;
  table = new Uint8Array(65536);
  const view = new DataView(new ArrayBuffer(4));
  for (let upper = 0; upper < 65536; upper += 1) {
    // The middle of all floats that begin so.
    view.setUint32(0, upper * 65536 + 32768);
    table[upper] = byteOf(view.getFloat32(0));
  }
  return table;
}
