import { sharp } from '../../../electron/engine/pictures/libvips.ts';

/** A picture as QOI: runs, pixels seen before, small differences, and whole pixels (qoiformat.org, 1.0). */
export async function qoi(picture: Uint8Array): Promise<Buffer> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const header = Buffer.from('qoif\0\0\0\0\0\0\0\0\x04\0', 'latin1');
  header.writeUInt32BE(info.width, 4);
  header.writeUInt32BE(info.height, 8);
  const seen = new Map<number, number>();
  const bytes: number[] = [];
  let before = Buffer.from([0, 0, 0, 255]);
  let run = 0;
  for (let at = 0; at <= data.length; at += 4) {
    const pixel = data.subarray(at, at + 4);
    if (at < data.length && pixel.equals(before) && run < 62) {
      run += 1;
      continue;
    }
    if (run > 0) bytes.push(0xc0 | (run - 1));
    run = at < data.length && pixel.equals(before) ? 1 : 0;
    if (at < data.length && run === 0) bytes.push(...coded(pixel, before, seen));
    before = pixel;
  }
  return Buffer.concat([header, Buffer.from(bytes), Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])]);
}

function coded(pixel: Buffer, before: Buffer, seen: Map<number, number>): number[] {
  const [r = 0, g = 0, b = 0, a = 0] = pixel;
  const key = (r * 3 + g * 5 + b * 7 + a * 11) % 64;
  const value = pixel.readUInt32BE();
  if (seen.get(key) === value) return [key];
  seen.set(key, value);
  if (a !== before[3]) return [0xff, r, g, b, a];
  const [dr, dg, db] = [r, g, b].map((channel, at) => ((channel - (before[at] ?? 0) + 128) & 255) - 128) as [
    number,
    number,
    number,
  ];
  if ([dr, dg, db].every((difference) => difference >= -2 && difference <= 1)) {
    return [0x40 | ((dr + 2) << 4) | ((dg + 2) << 2) | (db + 2)];
  }
  return [0xfe, r, g, b];
}
