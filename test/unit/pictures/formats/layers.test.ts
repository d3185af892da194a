import { describe, expect, it } from 'vitest';
import { readAseprite } from '../../../../electron/engine/pictures/formats/aseprite/read-aseprite.ts';
import { bytesInMemory } from '../../../../electron/engine/pictures/reading/file-bytes.ts';
import { aseprite } from '../../../support/formats/aseprite.ts';
import { read, refusal } from '../../../support/formats/reading.ts';

const red = [200, 0, 0, 255];
const blue = [0, 0, 100, 255];
const white = [255, 255, 255, 255];

function cel(layer: number, pixel: readonly number[], more: object = {}) {
  return { layer, width: 1, height: 1, pixels: Buffer.from(pixel), ...more };
}

type Sprite = Parameters<typeof aseprite>[0];

async function pixels(sprite: Partial<Sprite>): Promise<number[]> {
  const reading = await read(
    readAseprite,
    aseprite({ width: 1, height: 1, depth: 32, layers: [], cels: [], ...sprite }),
  );
  if (reading.kind !== 'pixels') throw new Error('no pixels');
  return [...reading.data];
}

describe('a sprite of Aseprite', () => {
  it('shows its layers one on another', async () => {
    expect(await pixels({ layers: [{}, {}], cels: [cel(1, red), cel(0, blue)] })).toEqual(red);
    expect(await pixels({ layers: [{}, { isHidden: true }], cels: [cel(0, blue), cel(1, red)] })).toEqual(blue);
    expect(await pixels({ layers: [{}, {}], cels: [cel(0, blue, { order: 2 }), cel(1, red)] })).toEqual(blue);
  });

  it('lets through what is below a layer or a cel that is not opaque', async () => {
    const half = [100, 0, 50, 255];
    expect(await pixels({ layers: [{}, { opacity: 128 }], cels: [cel(0, blue), cel(1, red)] })).toEqual(half);
    expect(await pixels({ layers: [{}, {}], cels: [cel(0, blue), cel(1, red, { opacity: 128 })] })).toEqual(half);
    const cels = [cel(0, blue), cel(1, [200, 0, 0, 128])];
    expect(await pixels({ layers: [{}, {}], cels })).toEqual(half);
  });

  it('mixes colours by the mode of a layer', async () => {
    const mixed = (mode: number) =>
      pixels({ layers: [{}, { mode }], cels: [cel(0, [100, 200, 50, 255]), cel(1, [200, 100, 255, 255])] });
    expect(await mixed(1)).toEqual([78, 78, 50, 255]);
    expect(await mixed(2)).toEqual([222, 222, 255, 255]);
    expect(await mixed(4)).toEqual([100, 100, 50, 255]);
    expect(await mixed(16)).toEqual([255, 255, 255, 255]);
    // Hue, saturation, colour and luminosity of the upper colour (ISO 32000-2, 11.3.5), by hand.
    expect([await mixed(12), await mixed(13), await mixed(14), await mixed(15)]).toEqual([
      [203, 109, 255, 255],
      [98, 202, 47, 255],
      [203, 109, 255, 255],
      [94, 194, 44, 255],
    ]);
  });

  it('hides what is in a hidden group', async () => {
    const layers = [{}, { kind: 1, isHidden: true }, { level: 1 }] as const;
    expect(await pixels({ layers, cels: [cel(0, blue), cel(2, red)] })).toEqual(blue);
  });

  it('cuts off what lies outside', async () => {
    const wide = { layer: 0, x: -1, y: 0, width: 3, height: 1, pixels: Buffer.from([...red, ...blue, ...white]) };
    expect(await pixels({ width: 3, layers: [{}], cels: [wide] })).toEqual([...blue, ...white, 0, 0, 0, 0]);
  });

  it('has colours of a palette, of which one is nothing, or greys', async () => {
    const palette = [[9, 9, 9, 255], red, blue];
    const indices = { layer: 0, width: 3, height: 1, pixels: Buffer.from([0, 1, 2]) };
    expect(await pixels({ width: 3, depth: 8, palette, layers: [{}], cels: [indices] })).toEqual([
      0,
      0,
      0,
      0,
      ...red,
      ...blue,
    ]);
    expect(await pixels({ depth: 16, layers: [{}], cels: [cel(0, [70, 200])] })).toEqual([70, 70, 70, 200]);
  });

  it('shows a map of tiles', async () => {
    const tiles = { side: 1, count: 3, pixels: Buffer.from([0, 0, 0, 0, ...red, ...blue]) };
    const numbers = Buffer.alloc(12);
    [2, 1, 0].forEach((tile, place) => numbers.writeUInt32LE(tile, place * 4));
    const map = { layer: 0, width: 3, height: 1, pixels: numbers, isMap: true };
    expect(await pixels({ width: 3, tiles, layers: [{ kind: 2 }], cels: [map] })).toEqual([
      ...blue,
      ...red,
      0,
      0,
      0,
      0,
    ]);
  });

  it('asks for the memory of its tiles before they are unpacked', () => {
    const [side, count] = [256, 4];
    const tiles = { side, count, pixels: Buffer.alloc(side * side * count * 4) };
    const file = aseprite({ width: 1, height: 1, depth: 32, layers: [{ kind: 2 }], cels: [], tiles });
    const asked: number[] = [];
    void readAseprite(bytesInMemory(file), (bytes) => asked.push(bytes));
    expect(asked.at(-1)).toBeGreaterThan(side * side * count * 8);
  });

  it('is refused where it is damaged', async () => {
    const file = aseprite({ width: 1, height: 1, depth: 32, layers: [{}], cels: [cel(0, red)] });
    for (let length = 0; length < file.length; length += 1) {
      expect(await refusal(readAseprite, file.subarray(0, length))).toMatch(/^(damaged|corrupt)$/);
    }
    const bomb = aseprite({
      width: 1,
      height: 1,
      depth: 32,
      layers: [{}],
      cels: [cel(0, red, { width: 65_535, height: 65_535 })],
    });
    expect(await refusal(readAseprite, bomb)).toBe('too-large');
    const short = aseprite({
      width: 9,
      height: 9,
      depth: 32,
      layers: [{}],
      cels: [cel(0, red, { width: 9, height: 9 })],
    });
    expect(await refusal(readAseprite, short)).toBe('corrupt');
  });
});
