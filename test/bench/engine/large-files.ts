import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aseprite } from '../../support/formats/aseprite.ts';
import { clipDatabase, clipFile } from '../../support/formats/clip.ts';
import { zip } from '../../support/formats/zip.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { exr } from './exr.ts';
import { writeLayeredPsd } from './layered-psd.ts';
import { xcf } from './xcf.ts';

/** A picture with alpha, to be written in many ways. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Buffer;
}

const megabyte = 2 ** 20;
const krita = { name: 'mimetype', bytes: Buffer.from('application/x-krita'), stored: true };

type Write = (path: string, drawn: Drawn) => Promise<unknown>;

/** Files as artists store them, each as large as one gets, by the ending of the name. */
export const largeFiles: readonly (readonly [name: string, write: Write])[] = [
  ['100.psd', async (path, drawn) => writeLayeredPsd(path, await png(drawn), 100 * megabyte)],
  ['200.psd', async (path, drawn) => writeLayeredPsd(path, await png(drawn), 200 * megabyte)],
  ['400.psd', async (path, drawn) => writeLayeredPsd(path, await png(drawn), 400 * megabyte)],
  ['layers-only.psd', async (path, drawn) => writeLayeredPsd(path, await png(drawn), 100 * megabyte, false)],
  ['sparse.psb', writeSparsePsb],
  ['clip', async (path, drawn) => writeFile(path, clipFile(clipDatabase(await png(drawn)), 60 * megabyte))],
  ['kra', async (path, drawn) => writeFile(path, zip([krita, { ...(await merged(drawn)), stored: true }]))],
  ['exr', (path, drawn) => writeFile(path, exr(drawn))],
  ['xcf', (path, drawn) => writeFile(path, xcf(drawn, 3))],
  ['aseprite', (path, drawn) => writeFile(path, sprite(drawn))],
  ['tga', (path, drawn) => writeFile(path, targa(drawn))],
  ['bmp', (path, drawn) => writeFile(path, bitmap(drawn))],
];

/** Writes one of each kind into a folder; `index` makes their names differ. */
export async function writeLarge(folder: string, index: number, drawn: Drawn): Promise<void> {
  for (const [name, write] of largeFiles)
    await write(join(folder, `${index}-${name.includes('.') ? name : `a.${name}`}`), drawn);
}

function png({ data, width, height }: Drawn): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function merged(drawn: Drawn) {
  return { name: 'mergedimage.png', bytes: await png(drawn) };
}

/** 2 GB of layers, of which nothing is stored, and the picture that Photoshop has composed of them, not packed. */
async function writeSparsePsb(path: string, { width, height, data }: Drawn): Promise<void> {
  const layerBytes = 2 * 1024 * megabyte;
  const head = Buffer.alloc(26 + 4 + 4 + 8);
  head.write('8BPS\0\x02', 'latin1');
  head.writeUInt16BE(3, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(3, 24);
  head.writeBigUInt64BE(BigInt(layerBytes), 34);
  await using file = await open(path, 'w');
  await file.write(head, 0, head.length, 0);
  const composite = Buffer.alloc(2 + width * height * 3);
  for (let at = 0; at < width * height * 3; at += 1) {
    composite[2 + at] = data[(at % (width * height)) * 4 + Math.floor(at / (width * height))] as number;
  }
  await file.write(composite, 0, composite.length, head.length + layerBytes);
}

function sprite({ width, height, data }: Drawn): Buffer {
  const cel = { width, height, pixels: data };
  return aseprite({
    width,
    height,
    depth: 32,
    layers: [{}, { opacity: 128 }],
    cels: [0, 1].map((layer) => ({ ...cel, layer })),
  });
}

/** Not packed, from the top down; blue comes first. */
function targa({ width, height, data }: Drawn): Buffer {
  const header = Buffer.alloc(18);
  header.writeUInt8(2, 2);
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt8(32, 16);
  header.writeUInt8(0x28, 17);
  return Buffer.concat([header, blueFirst(data)]);
}

function bitmap({ width, height, data }: Drawn): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  header.writeUInt32LE(54 + data.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(-height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(32, 28);
  return Buffer.concat([header, blueFirst(data)]);
}

function blueFirst(data: Buffer): Buffer {
  const turned = Buffer.from(data);
  for (let at = 0; at < data.length; at += 4) {
    turned[at] = data[at + 2] as number;
    turned[at + 2] = data[at] as number;
  }
  return turned;
}
