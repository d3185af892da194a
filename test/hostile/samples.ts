import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { sharp } from '../../electron/engine/pictures/libvips.ts';
import { clipDatabase, clipFile } from '../support/formats/clip.ts';
import { mdp } from '../support/formats/mdp.ts';
import { qoi } from '../support/formats/qoi.ts';
import { sai2 } from '../support/formats/sai2.ts';
import { tga } from '../support/formats/tga.ts';
import { zip } from '../support/formats/zip.ts';
import { psd, psdCompressions, psdMode, thumbnail, versionInfo, type PsdFile } from '../support/psd.ts';

/** A sound file, to be damaged. */
export interface HostileSample {
  /** Without the dot. */
  readonly ending: string;
  readonly bytes: Buffer;
}

const corpus = join(import.meta.dirname, '../support/formats/corpus');

/** Files of every row in the table of formats. */
export async function hostileSamples(): Promise<HostileSample[]> {
  const picture = await sharp(drawing).png().toBuffer();
  return [...(await ofLibvips()), ...(await ofCorpus()), ...(await made(picture)), ...ofPhotoshop(await jpeg())];
}

const width = 48;
const height = 32;

const drawing = {
  create: { width, height, channels: 4 as const, background: { r: 200, g: 120, b: 60, alpha: 0.7 } },
};

function jpeg(): Promise<Buffer> {
  return sharp(drawing).flatten().jpeg().toBuffer();
}

async function ofLibvips(): Promise<HostileSample[]> {
  const noisy = sharp({
    create: { width, height, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 120, sigma: 60 } },
  });
  const files = {
    png: noisy.clone().png(),
    jpg: noisy.clone().jpeg(),
    jpeg: noisy
      .clone()
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Artist: 'nobody' } }),
    webp: sharp(drawing).webp(),
    gif: noisy.clone().gif(),
    avif: noisy.clone().avif(),
    tif: noisy.clone().tiff({ compression: 'lzw' }),
    tiff: sharp(drawing).tiff({ compression: 'deflate', tile: true, pyramid: true }),
  };
  return await Promise.all(
    Object.entries(files).map(async ([ending, file]) => ({ ending, bytes: await file.toBuffer() })),
  );
}

async function ofCorpus(): Promise<HostileSample[]> {
  const names = (await readdir(corpus)).filter((name) => !['.png', '.md'].includes(extname(name)));
  return await Promise.all(
    names.map(async (name) => ({ ending: extname(name).slice(1), bytes: await readFile(join(corpus, name)) })),
  );
}

async function made(picture: Buffer): Promise<HostileSample[]> {
  const krita = { name: 'mimetype', bytes: Buffer.from('application/x-krita'), stored: true };
  const openRaster = { name: 'mimetype', bytes: Buffer.from('image/openraster'), stored: true };
  const merged = { name: 'mergedimage.png', bytes: picture };
  const encoded = picture.toString('base64');
  const raw = await sharp(picture).ensureAlpha().raw().toBuffer();
  const pixels = { width, height, data: raw };
  const pdnXml = `<pdnImage><custom><thumb png="${encoded}"/></custom></pdnImage>`;
  const files: Readonly<Record<string, Buffer>> = {
    qoi: await qoi(picture),
    clip: clipFile(clipDatabase(picture)),
    kra: zip([krita, merged]),
    ora: zip([openRaster, merged]),
    procreate: zip([{ name: 'QuickLook/Thumbnail.png', bytes: picture }]),
    pdn: Buffer.concat([
      Buffer.from('PDN3'),
      Buffer.from([pdnXml.length & 255, pdnXml.length >> 8, 0]),
      Buffer.from(pdnXml),
    ]),
    ai: Buffer.from(`%PDF-1.6\n<xmpGImg:image>${encoded}</xmpGImg:image>`),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    sai2: sai2(pixels),
    mdp: mdp(pixels),
    afphoto: Buffer.concat([Buffer.from('\0\xffKA', 'latin1'), picture]),
    sai: Buffer.alloc(400, 7),
  };
  return Object.entries(files).map(([ending, bytes]) => ({ ending, bytes }));
}

function ofPhotoshop(small: Buffer): HostileSample[] {
  const planes = (channels: number): PsdFile['planes'] =>
    Array.from({ length: channels }, (_, channel) =>
      Array.from({ length: width * height }, (__, at) => ((at * (channel + 3)) % 256) / 255),
    );
  const layer = { left: 2, top: 1, width: 20, height: 16, colour: [0.5, 0.2, 0.9, 0.8], halfMasked: true };
  const nothing = { left: 0, top: 0, width: 0, height: 0, colour: [0, 0, 0, 0] };
  const layers: PsdFile['layers'] = [
    { ...nothing, divides: 'end' },
    layer,
    { ...layer, left: 10, clipped: true, blend: 'sLit' },
    { ...nothing, divides: 'group', blend: 'mul ' },
  ];
  const resources = { 1036: thumbnail(small), 1057: versionInfo(true) };
  const uncomposed = { ...resources, 1057: versionInfo(false) };
  const file = (more: Partial<PsdFile> & Pick<PsdFile, 'mode' | 'planes'>): PsdFile => ({ width, height, ...more });
  const { packed, zip: deflated, predicted } = psdCompressions;
  const files: PsdFile[] = [
    file({ mode: psdMode.rgb, planes: planes(4), compression: packed, layers, resources, transparent: true }),
    file({ mode: psdMode.rgb, planes: planes(3), depth: 16, compression: predicted, layers, resources: uncomposed }),
    file({ mode: psdMode.rgb, planes: planes(3), compression: packed, layers, resources: uncomposed }),
    file({ mode: psdMode.cmyk, planes: planes(4), compression: packed, resources }),
    file({ mode: psdMode.grey, planes: planes(1), depth: 32, compression: deflated }),
    file({ mode: psdMode.indexed, planes: planes(1), palette: new Uint8Array(768).fill(9) }),
  ];
  return [
    ...files.map((each) => ({ ending: 'psd', bytes: psd(each) })),
    ...files.map((each) => ({ ending: 'psb', bytes: psd({ ...each, large: true }) })),
  ];
}

/** Small files that claim to be, or become, very large. */
export async function bombs(): Promise<HostileSample[]> {
  const png = await sharp(drawing).png().toBuffer();
  const bytes = (sample: Buffer, at: number, value: number, length: number, little = false): Buffer => {
    const changed = Buffer.from(sample);
    if (little) changed.writeUIntLE(value, at, length);
    else changed.writeUIntBE(value, at, length);
    return changed;
  };
  const side = (sample: Buffer, at: readonly number[], value: number, length: number, little = false): Buffer =>
    at.reduce((changed, each) => bytes(changed, each, value, length, little), sample);
  const krita = { name: 'mimetype', bytes: Buffer.from('application/x-krita'), stored: true };
  const zeros = { name: 'mergedimage.png', bytes: Buffer.alloc(300_000_000) };
  const grey = Array.from({ length: 16 }, () => [9, 9, 9]);
  const targa = tga({ width: 4, height: 4, type: 2, bits: 24, isPacked: true, pixels: grey });
  const plain = psd({ mode: psdMode.rgb, width: 4, height: 4, planes: [1, 2, 3].map(() => Array<number>(16).fill(0)) });
  const files: readonly (readonly [string, Buffer])[] = [
    ['png', side(png, [16, 20], 60_000, 4)],
    ['psd', side(plain, [14, 18], 30_000, 4)],
    ['psd', side(plain, [14, 18], 12_000, 4)],
    ['qoi', side(await qoi(png), [4, 8], 16_000, 4)],
    ['qoi', side(await qoi(png), [4, 8], 2 ** 31, 4)],
    ['tga', side(targa, [12, 14], 65_535, 2, true)],
    ['tga', side(targa, [12, 14], 12_000, 2, true)],
    ['kra', zip([krita, zeros])],
    ['kra', zip([krita, { ...zeros, claimed: 1000 }])],
    ['kra', zip([krita, { name: 'mergedimage.png', bytes: side(png, [16, 20], 60_000, 4) }])],
  ];
  return files.map(([ending, file]) => ({ ending, bytes: file }));
}
