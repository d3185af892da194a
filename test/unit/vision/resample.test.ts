import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planesOf } from '../../../electron/engine/vision/planes.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { Resampler, tapsOf } from '../../../electron/engine/vision/resample.ts';
import type { Size } from '../../../electron/contract/geometry.ts';

const asTheyAre = planesOf({ name: '', colour: 'RGB', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] });
const side = fc.integer({ min: 1, max: 20 });

/** A picture, and a size to bring it to. */
const work = fc.record({ width: side, height: side }).chain(({ width, height }) =>
  fc.record({
    image: fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc.uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 }),
    }),
    size: fc.record({ width: side, height: side }),
  }),
);

function resample(image: RgbImage, size: Size, resampler = new Resampler('smooth')): Float32Array {
  const length = 3 * size.width * size.height;
  resampler.reserve(length);
  resampler.write(0, image, size, { planes: asTheyAre, plane: size });
  return resampler.output(length).slice();
}

/** The same by the definition: weights of both axes times the pixel, nothing else. */
function byDefinition(image: RgbImage, size: Size): number[] {
  const weightsOf = (from: number, to: number, at: number) => {
    const reach = Math.max(1, from / to);
    const centre = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5));
    const heights = Array.from({ length: from }, (_, old) => Math.max(0, 1 - Math.abs(centre - old) / reach));
    const sum = heights.reduce((total, height) => total + height);
    return heights.map((height) => height / sum);
  };
  const numbers: number[] = [];
  for (const channel of [0, 1, 2]) {
    for (let y = 0; y < size.height; y++) {
      const down = weightsOf(image.height, size.height, y);
      for (let x = 0; x < size.width; x++) {
        const across = weightsOf(image.width, size.width, x);
        let sum = 0;
        for (const [row, weight] of down.entries())
          for (const [column, share] of across.entries()) {
            const at = (row * image.width + column) * 3 + channel;
            sum += weight * share * (image.data[at] as number);
          }
        numbers.push(sum);
      }
    }
  }
  return numbers;
}

describe('Resampler', () => {
  it('weighs old pixels by their distance from the new one, in each direction', () => {
    const resampler = new Resampler('smooth');
    fc.assert(
      fc.property(work, ({ image, size }) => {
        const expected = byDefinition(image, size);
        const got = resample(image, size, resampler);
        expect(Math.max(...expected.map((value, at) => Math.abs(value - (got[at] as number))))).toBeLessThan(0.01);
      }),
    );
  });

  it('looks at a picture again, at other sizes and with others in between, as if it were the first time', () => {
    const looks = fc.tuple(fc.array(work, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(2), { maxLength: 8 }));
    const resampler = new Resampler('smooth');
    fc.assert(
      fc.property(looks, fc.array(side), ([given, order], sides) => {
        for (const [at, turn] of order.entries()) {
          const { image, size } = given[turn % given.length] as (typeof given)[0];
          const other = { width: size.width, height: sides[at] ?? size.height };
          expect(resample(image, other, resampler)).toEqual(resample(image, other));
        }
      }),
    );
  });

  it('enlarges with pixel centres aligned, as OpenCV and torch do', () => {
    const image = { width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 200, 200, 200) };
    expect([...resample(image, { width: 4, height: 2 }).subarray(0, 8)]).toEqual([0, 50, 150, 200, 0, 50, 150, 200]);
  });

  it('writes planes in the order and with the levels of the network, and leaves what lies outside the size', () => {
    const image = { width: 1, height: 1, data: Uint8Array.of(255, 51, 102) };
    const planes = planesOf({ name: '', colour: 'BGR', mean: [0, 0.2, 0.5], std: [1, 1, 0.5] });
    const plane = { width: 2, height: 1 };
    const resampler = new Resampler('smooth');
    resampler.reserve(6);
    resampler.output(6).fill(7);
    resampler.write(0, image, { width: 1, height: 1 }, { planes, plane });
    const numbers = [...resampler.output(6)].map((value) => Math.round(value * 1e5) / 1e5);
    expect(numbers).toEqual([0.4, 7, 0, 7, 1, 7]);
  });

  it('takes a part of the picture, as if that were all of it', () => {
    const data = Uint8Array.from({ length: 6 * 5 * 3 }, (_, at) => (at * 37) % 256);
    const part = { left: 2, top: 1, width: 3, height: 4 };
    const cut = Uint8Array.from({ length: 3 * 4 * 3 }, (_, at) => {
      const [x, y] = [Math.floor(at / 3) % 3, Math.floor(at / 9)];
      return data[((y + part.top) * 6 + x + part.left) * 3 + (at % 3)] as number;
    });
    const size = { width: 2, height: 5 };
    const resampler = new Resampler('area');
    resampler.reserve(30);
    resampler.write(0, { width: 6, height: 5, data }, size, { planes: asTheyAre, plane: size }, part);
    const got = resampler.output(30).slice();
    resampler.write(0, { width: 3, height: 4, data: cut }, size, { planes: asTheyAre, plane: size });
    expect(got).toEqual(resampler.output(30));
  });

  it('writes several pictures one after another, however large they are', () => {
    const small = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3) };
    const large = { width: 400, height: 300, data: new Uint8Array(400 * 300 * 3).fill(9) };
    const plane = { width: 1, height: 1 };
    const resampler = new Resampler('smooth');
    resampler.reserve(6);
    resampler.write(0, small, plane, { planes: asTheyAre, plane });
    resampler.write(3, large, plane, { planes: asTheyAre, plane });
    expect([...resampler.output(6)].map((value) => Math.round(value * 1e3) / 1e3)).toEqual([1, 2, 3, 9, 9, 9]);
  });
});

describe('cut', () => {
  it('gives the part in bytes, each nearest to what `write` gives', () => {
    const resampler = new Resampler('area');
    fc.assert(
      fc.property(work, fc.nat(5), ({ image, size }, inset) => {
        const left = Math.min(inset, image.width - 1);
        const part = { left, top: 0, width: image.width - left, height: image.height };
        const cut = resampler.cut(image, size, part);
        const area = size.width * size.height;
        resampler.reserve(3 * area);
        resampler.write(0, image, size, { planes: asTheyAre, plane: size }, part);
        const planes = resampler.output(3 * area);
        const expected = new Uint8ClampedArray(3 * area);
        for (let at = 0; at < expected.length; at++) {
          expected[at] = planes[(at % 3) * area + Math.floor(at / 3)] as number;
        }
        expect(cut).toEqual({ ...size, data: new Uint8Array(expected.buffer) });
      }),
    );
  });
});

describe('tapsOf', () => {
  it.each(['smooth', 'area'] as const)(
    'gives every new pixel weights of 1 in all, inside the old ones (%s)',
    (shrinking) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 200 }), (from, to) => {
          const { count, starts, weights } = tapsOf(from, to, shrinking);
          const sums = Array.from(starts, (_, at) =>
            weights.subarray(at * count, (at + 1) * count).reduce((total, weight) => total + weight, 0),
          );
          expect(Math.min(...starts)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...starts) + count).toBeLessThanOrEqual(from);
          expect(Math.min(...sums)).toBeGreaterThan(0.9999);
          expect(Math.max(...sums)).toBeLessThan(1.0001);
        }),
      );
    },
  );

  it('shrinks to what each new pixel covers, where that is asked for', () => {
    const { count, starts, weights } = tapsOf(5, 2, 'area');
    const shares = [0, 1].map((at) => {
      const share = new Array<number>(5).fill(0);
      for (let tap = 0; tap < count; tap++) share[(starts[at] as number) + tap] = weights[at * count + tap] as number;
      return share.map((value) => Math.round(value * 100) / 100);
    });
    expect(shares).toEqual([
      [0.4, 0.4, 0.2, 0, 0],
      [0, 0, 0.2, 0.4, 0.4],
    ]);
  });

  it('enlarges in the same way, however it shrinks', () => {
    expect(tapsOf(7, 20, 'area')).toEqual(tapsOf(7, 20, 'smooth'));
  });
});
