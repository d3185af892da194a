import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

/** What libvips was given to open. */
const opened = vi.hoisted((): unknown[] => []);

vi.mock(import('../../../electron/engine/pictures/libvips.ts'), async (original) => {
  const real = await original();
  const noting = ((input: unknown, options: object) => {
    opened.push(input);
    return real.sharp(input as Uint8Array, options);
  }) as typeof real.sharp;
  return { ...real, sharp: noting };
});

// Test files share their modules: it may have been loaded already, with the real one.
vi.resetModules();
const { readOrientation } = await import('../../../electron/engine/pictures/orientation.ts');

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-orientation-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** So many different pixels that the file is far longer than what is read first. */
function noise(): Sharp {
  const [width, height] = [700, 500];
  let state = 1;
  const data = new Uint8Array(width * height * 3).map(
    () => (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 24,
  );
  return sharp(data, { raw: { width, height, channels: 3 } }).withMetadata({ orientation: 6 });
}

test.each([
  ['JPEG', 'a.jpg', () => noise().jpeg({ quality: 100 })],
  ['PNG', 'a.png', () => noise().png()],
  ['WebP', 'a.webp', () => noise().webp({ lossless: true })],
  ['TIFF, whose header stands at the end', 'a.tif', () => noise().tiff({ compression: 'none' })],
  ['AVIF', 'a.avif', () => noise().avif({ lossless: true, effort: 0 })],
])('a large %s says how it is turned, though libvips never sees its path', async (_format, name, make) => {
  const path = join(folder, name);
  const bytes = await make().toBuffer();
  expect(bytes.length).toBeGreaterThan(300_000);
  await writeFile(path, bytes);
  const { orientation = 1, autoOrient } = await sharp(bytes).metadata();
  expect(await readOrientation(path)).toEqual({ orientation, upright: { ...autoOrient } });
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.every((input) => input instanceof Uint8Array)).toBe(true);
});
