import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planSweep, sweepPreviews } from '../../../electron/engine/previews/preview-sweep.ts';

it('leaves a cache alone that keeps to its limit, and takes no more than needed otherwise, the oldest first', () => {
  const hours = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 100 })));
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 1_000 }), (made, limit) => {
      const bytes = new Map(made);
      const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
      const { before, ofLast } = planSweep(bytes, limit);
      if (total <= limit) {
        expect(before).toBe(0);
        return;
      }
      const older = [...bytes].filter(([hour]) => hour < before).reduce((sum, [, one]) => sum + one, 0);
      expect(older + ofLast).toBeCloseTo(total - 0.9 * limit);
      expect(ofLast).toBeLessThanOrEqual(bytes.get(before) ?? 0);
    }),
  );
});

it('deletes the oldest previews from a folder that is too large', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-sweep-'));
  await mkdir(join(folder, 'face/00'), { recursive: true });
  for (let day = 1; day <= 10; day += 1) {
    const path = join(folder, `face/00/${day}.webp`);
    await writeFile(path, Buffer.alloc(100));
    await utimes(path, day * 86_400, day * 86_400);
  }
  await sweepPreviews(folder, 2_000);
  expect(await readdir(join(folder, 'face/00'))).toHaveLength(10);
  await sweepPreviews(folder, 500);
  expect((await readdir(join(folder, 'face/00'))).sort()).toEqual(['10.webp', '7.webp', '8.webp', '9.webp']);
  await rm(folder, { recursive: true });
});
