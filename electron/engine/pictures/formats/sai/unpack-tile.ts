import { Bits } from './bits.ts';

/** Of a tile, in pixels. */
export const tileSide = 256;
/** A value takes at most so many bytes, a tile begins with two that say which it is. */
const bytesPerValue = 3;
const prefix = 2;
export const longestTile = prefix + bytesPerValue * 4 * tileSide ** 2;

interface Tile {
  readonly width: number;
  readonly height: number;
  /** 3 or 4: blue, green, red, and how opaque. */
  readonly channels: number;
}

/** A code of more zeros than these means nothing. */
const mostZeros = 8;
const runCode = 15;
const shortestRun = 8;

/**
 * Unpacks one tile of SAI 2, as libsai (Wunkolo) and Photopea describe it: each row, channel by channel, as what differs from what its
 * neighbours to the left, above and between them let expect. `put` is called with a place in the tile (pixels), a channel and its value.
 * Throws where the bytes are none of a tile of that size.
 */
export function unpackTile(
  bytes: Uint8Array,
  { width, height, channels }: Tile,
  put: (at: number, channel: number, value: number) => void,
): void {
  const bits = new Bits(bytes.subarray(prefix));
  const above = new Uint8Array(width * channels);
  const differences = new Int16Array(width);
  for (let row = 0; row < height; row += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      readRow(bits, differences);
      let [left, between] = [0, 0];
      for (let column = 0; column < width; column += 1) {
        const place = column * channels + channel;
        const upper = above[place] as number;
        const expected = byte(left + upper - between);
        left = byte(expected + (differences[column] as number));
        between = upper;
        above[place] = left;
        put(row * width + column, channel, left);
      }
    }
    bits.skipToByte();
  }
  if (bits.isPastEnd || bits.bytesRead + prefix !== bytes.length) throw new Error('a tile has another length');
}

function readRow(bits: Bits, differences: Int16Array): void {
  differences.fill(0);
  for (let at = 0; at < differences.length;) {
    const zeros = bits.zeros(mostZeros);
    if (zeros === mostZeros) throw new Error('a tile has a code that means nothing');
    const code = 2 * zeros + bits.take(1);
    if (code === runCode) at += bits.take(7) + shortestRun;
    else differences[at++] = code === 0 ? 0 : readDifference(bits, code);
  }
}

/** As many bits as the code says below a first one, and the sign. */
function readDifference(bits: Bits, code: number): number {
  const size = ((1 << code) | bits.take(code)) - 1;
  return bits.take(1) ? -size : size;
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, value));
}
