import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { formatOf, headBytes, pictureFormats } from '../../../../electron/contract/formats.ts';
import { decodePicture } from '../../../../electron/engine/pictures/decode.ts';
import { sharp } from '../../../../electron/engine/pictures/libvips.ts';
import { clipDatabase, clipFile } from '../../../support/formats/clip.ts';
import { mdp } from '../../../support/formats/mdp.ts';
import { qoi } from '../../../support/formats/qoi.ts';
import { sai2 } from '../../../support/formats/sai2.ts';
import { zip } from '../../../support/formats/zip.ts';

const folder = new URL('../../../support/formats/corpus/', import.meta.url);
const [alpha, opaque] = await Promise.all([fixture('alpha.png'), fixture('opaque.png')]);

interface Sample {
  /** A file of the corpus, or the name of one that is made here. */
  readonly file: string;
  readonly made?: Buffer;
  /** What another program made of it, or what it was made from. */
  readonly reference: string;
  /** The most by which a channel of a pixel may differ, of 255. */
  readonly tolerance: number;
  readonly isPreview?: boolean;
}

function madeBySelf(file: string, made: Buffer, more: Partial<Sample> = {}): Sample {
  return { file, made, reference: 'alpha.png', tolerance: 0, ...more };
}

const krita = { name: 'mimetype', bytes: Buffer.from('application/x-krita'), stored: true };
const openRaster = { name: 'mimetype', bytes: Buffer.from('image/openraster'), stored: true };
const merged = { name: 'mergedimage.png', bytes: alpha };
const { data, info } = await sharp(alpha).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
const pixels = { width: info.width, height: info.height, data };
const xmp = `%PDF-1.6\n<xmpGImg:image>${opaque.toString('base64')}</xmpGImg:image>`;
const pdnXml = `<pdnImage><custom><thumb png="${alpha.toString('base64')}"/></custom></pdnImage>`;
const pdnLength = Buffer.from([pdnXml.length & 255, (pdnXml.length >> 8) & 255, 0]);

/** How each file was made is in the README beside them. */
const samples: readonly Sample[] = [
  { file: 'targa-rle.tga', reference: 'opaque.png', tolerance: 0 },
  { file: 'bmp-24.bmp', reference: 'opaque.png', tolerance: 0 },
  { file: 'bmp-32.bmp', reference: 'alpha.png', tolerance: 0 },
  { file: 'bmp-rle.bmp', reference: 'bmp-rle.png', tolerance: 0 },
  { file: 'icon.ico', reference: 'alpha.png', tolerance: 0 },
  { file: 'dds-plain.dds', reference: 'alpha.png', tolerance: 0 },
  { file: 'dds-bc1.dds', reference: 'dds-bc1.png', tolerance: 0 },
  { file: 'dds-bc2.dds', reference: 'dds-bc2.png', tolerance: 0 },
  { file: 'dds-bc3.dds', reference: 'dds-bc3.png', tolerance: 0 },
  // The reference cuts what it works out off, where it should round.
  { file: 'dds-bc4.dds', reference: 'dds-bc4.png', tolerance: 1 },
  { file: 'dds-bc4-signed.dds', reference: 'dds-bc4-signed.png', tolerance: 2 },
  { file: 'dds-bc5.dds', reference: 'dds-bc5.png', tolerance: 0 },
  { file: 'dds-bc6h.dds', reference: 'dds-bc6h.png', tolerance: 0 },
  { file: 'dds-bc6h-signed.dds', reference: 'dds-bc6h-signed.png', tolerance: 0 },
  { file: 'dds-bc7.dds', reference: 'dds-bc7.png', tolerance: 0 },
  { file: 'jxl-lossless.jxl', reference: 'alpha.png', tolerance: 1 },
  { file: 'jxl-lossy.jxl', reference: 'jxl-lossy.png', tolerance: 2 },
  { file: 'jxl-turned.jxl', reference: 'jxl-turned.png', tolerance: 2 },
  { file: 'heic.heic', reference: 'heic.png', tolerance: 3 },
  { file: 'exr-zip.exr', reference: 'exr.png', tolerance: 1 },
  { file: 'exr-piz.exr', reference: 'exr.png', tolerance: 1 },
  { file: 'exr-dwaa.exr', reference: 'exr-dwaa.png', tolerance: 1 },
  { file: 'exr-tiled.exr', reference: 'exr.png', tolerance: 1 },
  { file: 'exr-float-alpha.exr', reference: 'exr-alpha.png', tolerance: 1 },
  // It keeps eight bits of the brightest channel, and what is left of the others.
  { file: 'radiance.hdr', reference: 'exr.png', tolerance: 6 },
  { file: 'xcf-one.xcf', reference: 'opaque.png', tolerance: 0 },
  { file: 'xcf-layers.xcf', reference: 'xcf-layers.png', tolerance: 1 },
  { file: 'xcf-modes.xcf', reference: 'xcf-modes.png', tolerance: 1 },
  { file: 'xcf-dissolve.xcf', reference: 'xcf-dissolve.png', tolerance: 0 },
  { file: 'xcf-float.xcf', reference: 'xcf-layers.png', tolerance: 1 },
  { file: 'xcf-indexed.xcf', reference: 'xcf-indexed.png', tolerance: 0 },
  { file: 'xcf-grey.xcf', reference: 'xcf-grey.png', tolerance: 0 },
  { file: 'aseprite-indexed.aseprite', reference: 'aseprite-indexed.png', tolerance: 0 },
  madeBySelf('made.qoi', await qoi(alpha)),
  madeBySelf('made.clip', clipFile(clipDatabase(alpha)), { isPreview: true }),
  madeBySelf('made.kra', zip([krita, merged])),
  madeBySelf('made.ora', zip([openRaster, merged])),
  madeBySelf('small.kra', zip([krita, { name: 'preview.png', bytes: alpha }]), { isPreview: true }),
  madeBySelf('made.procreate', zip([{ name: 'QuickLook/Thumbnail.png', bytes: alpha }]), { isPreview: true }),
  madeBySelf('made.pdn', Buffer.concat([Buffer.from('PDN3'), pdnLength, Buffer.from(pdnXml)]), { isPreview: true }),
  madeBySelf('made.sai2', sai2(pixels)),
  madeBySelf('made.mdp', mdp(pixels), { isPreview: true }),
  madeBySelf('made.af', Buffer.concat([Buffer.from('\0\xffKA\x0b', 'latin1'), alpha]), { isPreview: true }),
  madeBySelf('made.ai', Buffer.from(xmp), { isPreview: true, reference: 'opaque.png' }),
];

function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(name, folder));
}

async function bytesOf({ file, made }: Sample): Promise<Buffer> {
  return made ?? (await fixture(file));
}

describe('a picture of another program looks as it does there', () => {
  // Loading a package of some megabytes takes its time on a busy machine.
  it.each(samples)('$file, at most $tolerance of 255 off', { timeout: 300_000 }, async (sample) => {
    const { image, isPreview } = await decodePicture({ bytes: await bytesOf(sample), name: sample.file });
    const { image: right } = await decodePicture(await fixture(sample.reference));
    expect([image.width, image.height, isPreview]).toEqual([right.width, right.height, sample.isPreview ?? false]);
    const off = right.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (image.data[at] ?? 0))), 0);
    expect(off).toBeLessThanOrEqual(sample.tolerance);
  });

  it('in every format that a reader of ours reads', async () => {
    const shown = new Set(['Photoshop']);
    for (const sample of samples) {
      const head = (await bytesOf(sample)).toString('latin1', 0, headBytes);
      shown.add(formatOf(head, sample.file)?.label ?? sample.file);
    }
    const promised = pictureFormats.filter(({ kind }) => kind === 'reader').map(({ label }) => label);
    expect([...shown].toSorted()).toEqual(promised.toSorted());
  });
});
