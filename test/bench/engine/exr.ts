import type { Drawn } from './large-files.ts';

/** Half floats of eighths of 256 are what their light is about. */
const halves = Uint16Array.from({ length: 256 }, (_, byte) => halfOf(byte / 255));

/** OpenEXR: half floats in rows, not packed; channels A, B, G, R, as the format sorts them. */
export function exr({ width, height, data }: Drawn): Buffer {
  const header = headerOf(width, height);
  const rowBytes = 8 + width * 8;
  const offsets = Buffer.alloc(height * 8);
  const rows = Buffer.alloc(height * rowBytes);
  for (let y = 0; y < height; y += 1) {
    offsets.writeBigUInt64LE(BigInt(header.length + offsets.length + y * rowBytes), y * 8);
    rows.writeInt32LE(y, y * rowBytes);
    rows.writeUInt32LE(width * 8, y * rowBytes + 4);
    for (let at = 0; at < width * 4; at += 1) {
      const [channel, x] = [3 - Math.floor(at / width), at % width];
      rows.writeUInt16LE(halves[data[(y * width + x) * 4 + channel] as number] as number, y * rowBytes + 8 + at * 2);
    }
  }
  return Buffer.concat([header, offsets, rows]);
}

function headerOf(width: number, height: number): Buffer {
  const words = (...values: readonly number[]) => Buffer.from(Int32Array.from(values).buffer);
  const window = words(0, 0, width - 1, height - 1);
  const channels = ['A', 'B', 'G', 'R'].map((name) => Buffer.concat([Buffer.from(`${name}\0`), words(1, 0, 1, 1)]));
  const attributes: readonly (readonly [string, string, Buffer])[] = [
    ['channels', 'chlist', Buffer.concat([...channels, Buffer.alloc(1)])],
    ['compression', 'compression', Buffer.alloc(1)],
    ['dataWindow', 'box2i', window],
    ['displayWindow', 'box2i', window],
    ['lineOrder', 'lineOrder', Buffer.alloc(1)],
    ['pixelAspectRatio', 'float', Buffer.from(Float32Array.of(1).buffer)],
    ['screenWindowCenter', 'v2f', Buffer.alloc(8)],
    ['screenWindowWidth', 'float', Buffer.from(Float32Array.of(1).buffer)],
  ];
  const parts = attributes.map(([name, kind, value]) =>
    Buffer.concat([Buffer.from(`${name}\0${kind}\0`), words(value.length), value]),
  );
  return Buffer.concat([Buffer.from('v/1\x01\x02\0\0\0', 'latin1'), ...parts, Buffer.alloc(1)]);
}

/** Of numbers from 0 to 1. */
function halfOf(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  return ((exponent + 15) << 10) + Math.round((value / 2 ** exponent - 1) * 1024);
}
