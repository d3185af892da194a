import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { decodePicture, SkipError } from '../../../../electron/engine/pictures/decode.ts';
import type { FileBytes } from '../../../../electron/engine/pictures/formats/reader.ts';
import { readPsd } from '../../../../electron/engine/pictures/formats/psd/read-psd.ts';
import { sharp } from '../../../../electron/engine/pictures/libvips.ts';
import { readOrientation } from '../../../../electron/engine/pictures/orientation.ts';
import { psd, psdCompressions, psdMode, thumbnail, versionInfo, type PsdFile } from '../../../support/psd.ts';
import { photometric, tiff } from '../../../support/tiff.ts';

/** Of a value, 0 to 255. */
const rounding = 1;
const resourceIds = { thumbnail: 1036, profile: 1039, transparentIndex: 1047, alphaIds: 1053, versionInfo: 1057 };
const backdrop = [224, 224, 224];

type Colour = readonly number[];

/** Eight pixels wide, two high: the left half in one colour, the right half in another. */
function halves(left: Colour, right: Colour, more: Omit<PsdFile, 'width' | 'height' | 'planes'>): PsdFile {
  const planes = left.map((value, channel) =>
    Array.from({ length: 16 }, (_, at) => (at % 8 < 4 ? value : (right[channel] ?? 0))),
  );
  return { width: 8, height: 2, planes, ...more };
}

async function coloursOf(file: PsdFile): Promise<{ left: number[]; right: number[]; isPreview: boolean }> {
  const { image, width, height, isPreview } = await decodePicture(psd(file));
  expect([width, height]).toEqual([file.width, file.height]);
  return { left: [...image.data.subarray(0, 3)], right: [...image.data.subarray(-3)], isPreview };
}

function expectNear(colour: readonly number[], expected: readonly number[], tolerance = rounding): void {
  for (const [at, value] of colour.entries()) {
    expect(Math.abs(value - (expected[at] ?? -1)), `${colour.join()} and ${expected.join()}`).toBeLessThanOrEqual(
      tolerance,
    );
  }
}

async function skipOf(bytes: Uint8Array): Promise<SkipError> {
  const error: unknown = await decodePicture(bytes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SkipError);
  return error as SkipError;
}

const orange = [240, 130, 40];
const blue = [20, 60, 200];
const shares = (colour: Colour) => colour.map((value) => value / 255);

describe.each(Object.entries(psdCompressions))('stored %s', (_name, compression) => {
  it.each([
    { depth: 8, large: false },
    { depth: 8, large: true },
    { depth: 16, large: false },
    { depth: 16, large: true },
  ] as const)('RGB and grey of $depth bits, PSB: $large', async ({ depth, large }) => {
    const rgb = await coloursOf(halves(shares(orange), shares(blue), { mode: psdMode.rgb, depth, large, compression }));
    expectNear(rgb.left, orange);
    expectNear(rgb.right, blue);
    const grey = await coloursOf(halves([0.2], [0.8], { mode: psdMode.grey, depth, large, compression }));
    expectNear([...grey.left, ...grey.right], [51, 51, 51, 204, 204, 204]);
  });

  it('light of 32 bits, as sRGB stores it', async () => {
    // IEC 61966-2-1: a fifth of the light is 124, half of it 188; more than all is white.
    const file = halves([0.2, 0.5, 2], [0, 1, 0.5], { mode: psdMode.rgb, depth: 32, compression });
    const { left, right } = await coloursOf(file);
    expectNear(left, [124, 188, 255]);
    expectNear(right, [0, 255, 188]);
  });

  it.each([8, 16] as const)('CMYK of %i bits, as the same inks in a TIFF', async (depth) => {
    const inks = [0.1, 0.7, 0.9, 0.2];
    const paper = inks.map((ink) => 1 - ink);
    const { left } = await coloursOf(halves(paper, paper, { mode: psdMode.cmyk, depth, compression }));
    const pixels = Uint8Array.from({ length: 64 }, (_, at) => Math.round((inks[at % 4] ?? 0) * 255));
    const same = await decodePicture(tiff({ width: 8, height: 2, photometric: photometric.cmyk, pixels, extra: [] }));
    expectNear(left, [...same.image.data.subarray(0, 3)], 2);
  });

  it('Lab of 8 bits', async () => {
    // The red and the blue of sRGB, seen under D50.
    const lab = (l: number, a: number, b: number) => [l / 100, (a + 128) / 255, (b + 128) / 255];
    const { left, right } = await coloursOf(
      halves(lab(54.29, 80.8, 69.89), lab(29.57, 68.3, -112.03), { mode: psdMode.lab, compression }),
    );
    expectNear(left, [255, 0, 0], 4);
    expectNear(right, [0, 0, 255], 8);
  });
});

test('two tones, where 1 is black', async () => {
  const { left, right } = await coloursOf(halves([1], [0], { mode: psdMode.bitmap, depth: 1 }));
  expect([left, right]).toEqual([
    [0, 0, 0],
    [255, 255, 255],
  ]);
});

test('indexed colours; the one that stands for transparent looks as what is behind pictures', async () => {
  const palette = new Uint8Array(768);
  for (const [channel, value] of orange.entries()) palette[channel * 256 + 3] = value;
  const resources = { [resourceIds.transparentIndex]: Uint8Array.of(0, 7) };
  const file = halves([3 / 255], [7 / 255], { mode: psdMode.indexed, palette, resources });
  const { left, right } = await coloursOf(file);
  expect([left, right]).toEqual([orange, backdrop]);
});

test('a profile is applied, as in a PNG', async () => {
  const pixel = { create: { width: 1, height: 1, channels: 3 as const, background: { r: 240, g: 60, b: 40 } } };
  const { icc } = await sharp(await sharp(pixel).withIccProfile('p3').png().toBuffer()).metadata();
  const resources = { [resourceIds.profile]: icc as Buffer };
  const { left } = await coloursOf(halves(shares([200, 80, 60]), shares(blue), { mode: psdMode.rgb, resources }));
  // The same numbers in Display P3 are a stronger red than in sRGB.
  expect(left[0]).toBeGreaterThan(210);
  const grey = await coloursOf(halves(shares([90, 90, 90]), shares(blue), { mode: psdMode.rgb, resources }));
  expectNear(grey.left, [90, 90, 90], 2);
});

describe('channels that are no colours of a picture (multichannel)', () => {
  // Half of the one ink and all of the other, then none of either.
  const values = [0.5, 0];

  it.each([8, 16] as const)('print one over another with the inks that are noted: %i bits', async (depth) => {
    // Space, four numbers, opacity, kind: orange in RGB; in CMYK cyan, of which 0 is all.
    const inks = [
      [0, 61_680, 33_410, 10_280, 0],
      [2, 0, 65_535, 65_535, 65_535],
    ];
    const noted = Buffer.alloc(4 + inks.length * 13);
    inks.flatMap((ink, at) => ink.map((each, place) => noted.writeUInt16BE(each, 4 + at * 13 + 2 * place)));
    const file = halves(values, [1, 1], { mode: psdMode.multichannel, depth, resources: { 1077: noted } });
    const { left, right } = await coloursOf(file);
    // Half of orange on white, and of that no red.
    expectNear(left, [0, (130 + 255) / 2, (40 + 255) / 2], 2);
    expect(right).toEqual([255, 255, 255]);
  });

  it('are cyan, magenta, yellow and black where nothing says it', async () => {
    const one = async (channel: number) => {
      const all = [0, 1, 2, 3].map((each) => (each === channel ? 0 : 1));
      return (await coloursOf(halves(all, all, { mode: psdMode.multichannel }))).left;
    };
    expect([await one(0), await one(1), await one(2), await one(3)]).toEqual([
      [0, 255, 255],
      [255, 0, 255],
      [255, 255, 0],
      [0, 0, 0],
    ]);
  });
});

describe('transparency', () => {
  const half = 0.5;
  /** As Photoshop stores it: half of orange, with white behind. */
  const onWhite = shares(orange).map((value) => value * half + 1 - half);
  const layers = [{ left: 0, top: 0, width: 8, height: 2, colour: [...shares(orange), half] }];
  const overGrey = orange.map((value) => value * half + 224 * half);

  test('the white that Photoshop puts behind it is taken away', async () => {
    const file = halves([...onWhite, half], [1, 1, 1, 0], { mode: psdMode.rgb, layers, transparent: true });
    const { left, right } = await coloursOf(file);
    expectNear(left, overGrey, 2);
    expect(right).toEqual(backdrop);
  });

  test('so it is from the numbers of Lab, before they become colours', async () => {
    // A red that is a quarter opaque.
    const quarter = 0.25;
    const red = [54.29 / 100, (80.8 + 128) / 255, (69.89 + 128) / 255];
    const white = [1, 128 / 255, 128 / 255];
    const mixed = red.map((value, plane) => value * quarter + (white[plane] ?? 1) * (1 - quarter));
    const file = halves([...mixed, quarter], [...white, 0], { mode: psdMode.lab, layers, transparent: true });
    const { left, right } = await coloursOf(file);
    expectNear(left, [255 * quarter + 224 * 0.75, 224 * 0.75, 224 * 0.75], 4);
    expect(right).toEqual(backdrop);
  });

  test('colours that other programs store without it stay', async () => {
    const file = halves([...shares(orange), half], [0, 0, 0, 0], { mode: psdMode.rgb });
    const { left, right } = await coloursOf(file);
    expectNear(left, overGrey, 2);
    expect(right).toEqual(backdrop);
  });

  test('a selection that was saved is none', async () => {
    const alphaIds = { [resourceIds.alphaIds]: Uint8Array.of(0, 0, 0, 5) };
    const picture = [...shares(orange), 0];
    for (const more of [{ layers }, { resources: alphaIds }]) {
      const { left } = await coloursOf(halves(picture, picture, { mode: psdMode.rgb, ...more }));
      expect(left).toEqual(orange);
    }
  });
});

describe('without “Maximize compatibility”', () => {
  const white = [1, 1, 1];
  const resources = { [resourceIds.versionInfo]: versionInfo(false) };
  const below = { left: 0, top: 0, width: 8, height: 2, colour: [...shares(blue), 1] };
  const right = { left: 4, top: 0, width: 4, height: 2, colour: [...shares(orange), 1] };

  const composed = (layers: PsdFile['layers'], more: Partial<PsdFile> = {}) =>
    coloursOf({ ...halves(white, white, { mode: psdMode.rgb, resources, layers: layers ?? [] }), ...more });

  it.each([
    [8, false, 'packed'],
    [8, true, 'raw'],
    [16, false, 'predicted'],
    [16, true, 'zip'],
  ] as const)('the layers are composed: %i bits, PSB: %s, %s', async (depth, large, compression) => {
    const file = await composed([below, right], { depth, large, compression: psdCompressions[compression] });
    expect(file).toEqual({ left: blue, right: orange, isPreview: false });
  });

  test('so it is where nothing says it, and all is white', async () => {
    expect(await composed([below, right], { resources: {} })).toMatchObject({ left: blue, right: orange });
    expect(await composed([], { resources: {} })).toMatchObject({ left: [255, 255, 255] });
  });

  test('hidden layers are left out, opacity and blend modes hold', async () => {
    expect((await composed([below, { ...right, hidden: true }])).right).toEqual(blue);
    expectNear((await composed([below, { ...right, opacity: 0.5 }])).right, [130, 95, 120]);
    const multiplied = orange.map((value, at) => (value * (blue[at] ?? 0)) / 255);
    expectNear((await composed([below, { ...right, blend: 'mul ' }])).right, multiplied);
    const screened = orange.map((value, at) => value + (blue[at] ?? 0) - (value * (blue[at] ?? 0)) / 255);
    expectNear((await composed([below, { ...right, blend: 'scrn' }])).right, screened);
  });

  // By hand, channel by channel, of orange (240, 130, 40) on blue (20, 60, 200); above one half a channel brightens.
  it.each([
    ['vLit', [170, 61, 80]],
    ['lLit', [245, 65, 25]],
    ['pLit', [225, 60, 80]],
    ['hMix', [255, 0, 0]],
    ['fdiv', [21, 118, 255]],
    ['fsub', [0, 0, 160]],
    ['lbrn', [5, 0, 0]],
    ['lddg', [255, 190, 240]],
    ['diff', [220, 70, 160]],
    ['smud', [222, 129, 177]],
    ['dkCl', [20, 60, 200]],
    ['lgCl', [240, 130, 40]],
    // It shows whole pixels by chance; all of them where it is opaque.
    ['diss', [240, 130, 40]],
  ])('the mode %s', async (blend, colour) => {
    expectNear((await composed([below, { ...right, blend }])).right, colour);
  });

  test('of a layer that dissolves, a pixel shows as a whole or not at all', async () => {
    const layers = [below, { ...right, blend: 'diss', opacity: 0.5 }];
    const { image } = await decodePicture(psd(halves(white, white, { mode: psdMode.rgb, resources, layers })));
    const pixels = Array.from({ length: 16 }, (_, at) => [...image.data.subarray(at * 3, at * 3 + 3)].join());
    expect(new Set(pixels)).toEqual(new Set([blue.join(), orange.join()]));
  });

  test('masks hide, of layers and of groups; a group is composed before it is blended', async () => {
    const whole = { ...right, left: 0, width: 8, halfMasked: true };
    expect(await composed([below, whole])).toMatchObject({ left: orange, right: blue });
    const nothing = { left: 0, top: 0, width: 0, height: 0, colour: [0, 0, 0, 0] };
    const end = { ...nothing, divides: 'end' as const };
    const group = { ...nothing, divides: 'group' as const };
    const multiplied = orange.map((value, at) => (value * (blue[at] ?? 0)) / 255);
    const inside = [end, { ...right, blend: 'mul ' }];
    expectNear((await composed([below, ...inside, { ...group, blend: 'pass' }])).right, multiplied);
    expect((await composed([below, ...inside, { ...group, blend: 'norm' }])).right).toEqual(orange);
    expect((await composed([below, ...inside, { ...group, blend: 'norm', hidden: true }])).right).toEqual(blue);
  });

  test('a clipped layer shows only where the one below it does', async () => {
    const clipped = { ...right, left: 0, width: 8, colour: [1, 1, 1, 1], clipped: true };
    expect(await composed([below, right, clipped])).toMatchObject({ left: blue, right: [255, 255, 255] });
  });

  const cmyk = (more: PsdFile['resources'] = {}): PsdFile => {
    const layers = [{ ...below, colour: [1, 1, 1, 1, 1] }];
    const inks = halves([1, 1, 1, 1], [1, 1, 1, 1], {
      mode: psdMode.cmyk,
      layers,
      resources: { ...resources, ...more },
    });
    return inks;
  };

  test('where the layers cannot be composed, the thumbnail is what is shown', async () => {
    const small = { create: { width: 40, height: 20, channels: 3 as const, background: { r: 20, g: 60, b: 200 } } };
    const jpeg = await sharp(small).jpeg({ quality: 100 }).toBuffer();
    const { width, height, image, isPreview } = await decodePicture(
      psd(cmyk({ [resourceIds.thumbnail]: thumbnail(jpeg) })),
    );
    expect({ width, height, isPreview }).toEqual({ width: 40, height: 20, isPreview: true });
    expectNear([...image.data.subarray(0, 3)], blue, 6);
  });

  test('and without one, the file is skipped for that reason', async () => {
    expect((await skipOf(psd(cmyk()))).reason).toBe('not-composed');
  });
});

describe('a damaged file is skipped with its reason', () => {
  const file = psd(halves(shares(orange), shares(blue), { mode: psdMode.rgb, compression: psdCompressions.packed }));

  it.each([4, 13, 25, 30, file.length - 1])('corrupt: cut off after %i bytes', async (length) => {
    expect((await skipOf(file.subarray(0, length))).reason).toBe('corrupt');
  });

  test('corrupt: no height, a row that is too short', async () => {
    const flat = Buffer.from(file);
    flat.writeUInt32BE(0, 14);
    expect((await skipOf(flat)).reason).toBe('corrupt');
    const short = Buffer.from(file);
    short.writeUInt16BE(2, 42);
    expect((await skipOf(short)).reason).toBe('corrupt');
  });

  test('too-large: what claims to be huge is not decoded', async () => {
    const huge = Buffer.from(file);
    huge.writeUInt32BE(300_000, 14);
    huge.writeUInt32BE(300_000, 18);
    expect((await skipOf(huge)).reason).toBe('too-large');
  });

  test('not-supported: a mode that is not read', async () => {
    const unknown = halves(shares(orange), shares(blue), { mode: 5 });
    expect((await skipOf(psd(unknown))).reason).toBe('not-supported');
  });
});

/** A file with so many bytes of layers, of which the first is at `layersAt`; nothing else of them is stored. */
async function sparse(layerBytes: number): Promise<{ path: string; bytes: number } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-psb-'));
  const path = join(folder, 'large.psb');
  const whole = psd(halves(shares(orange), shares(blue), { mode: psdMode.rgb, large: true }));
  const layersAt = 26 + 4 + 4;
  const head = Buffer.from(whole.subarray(0, layersAt + 8));
  head.writeBigUInt64BE(BigInt(layerBytes), layersAt);
  await using file = await open(path, 'w');
  await file.write(head, 0, head.length, 0);
  const composite = whole.subarray(layersAt + 8);
  await file.write(composite, 0, composite.length, head.length + layerBytes);
  const bytes = head.length + layerBytes + composite.length;
  return { path, bytes, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe('a PSB of 3 GB', () => {
  test('is read, and its size for an export', async () => {
    await using file = await sparse(3 * 2 ** 30);
    const { image } = await decodePicture(file.path);
    expectNear([...image.data.subarray(0, 3)], orange);
    expect(await readOrientation(file.path)).toEqual({ orientation: 1, upright: { width: 8, height: 2 } });
  });

  test('gives a few kilobytes for its picture', () => {
    const whole = psd(halves(shares(orange), shares(blue), { mode: psdMode.rgb, large: true }));
    const layersAt = 34;
    const skipped = 3 * 2 ** 30;
    const head = Buffer.from(whole.subarray(0, layersAt + 8));
    head.writeBigUInt64BE(BigInt(skipped), layersAt);
    const composite = whole.subarray(layersAt + 8);
    let read = 0;
    const file: FileBytes = {
      size: head.length + skipped + composite.length,
      read(at, length) {
        read += length;
        if (at < head.length) return head.subarray(at, at + length);
        const from = at - head.length - skipped;
        return from < 0 ? new Uint8Array(length) : composite.subarray(from, from + length);
      },
    };
    expect(readPsd(file, () => undefined).kind).toBe('encoded');
    expect(read).toBeLessThan(100_000);
  });
});
