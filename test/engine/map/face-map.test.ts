import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FaceMapState } from '../../../electron/contract/api/map-api.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { blue, draw, drawAll, green, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

/** The state when no map is being made any more. */
async function settled(engine: Engine, until: (holds: () => Promise<boolean>) => Promise<void>): Promise<FaceMapState> {
  let state = await engine.faceMap();
  await until(async () => {
    state = await engine.faceMap();
    return state.progress === null;
  });
  return state;
}

test('a map is made when it is asked for, kept in the library, and made anew when the library has grown', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, shade(red, 2), blue, shade(blue, 2), green, shade(green, 2)]);
  const first = await openIndexed(here);
  const { map, waits } = await settled(first.engine, first.library.until);
  expect([map?.points.length, map?.of, waits]).toEqual([6, 6, null]);
  expect(new Set(map?.points.map(({ character }) => character)).size).toBe(3);
  const faces = map!.points.map(({ face }) => face);
  expect((await first.engine.facesById(faces.slice(0, 2))).map(({ id }) => id)).toEqual(faces.slice(0, 2));
  await first.library[Symbol.asyncDispose]();

  const file = join(here.library, 'face-map.json');
  const kept = await readFile(file, 'utf8');
  const again = await openIndexed(here);
  expect(await again.engine.faceMap()).toMatchObject({ progress: null, waits: null, map: { of: 6 } });
  expect(await readFile(file, 'utf8')).toBe(kept);
  expect((await again.engine.faceMap(here.art)).map?.points).toHaveLength(6);
  expect((await again.engine.faceMap(join(here.art, 'other'))).map?.points).toEqual([]);
  await again.engine.markNotFace([faces[0]!]);
  await draw(here.art, 'z.png', [shade(red, 4), shade(blue, 4)], 90);
  await again.engine.addFolder(here.art);
  await again.engine.whenIdle();
  const newer = await settled(again.engine, again.library.until);
  expect([newer.map?.of, newer.map?.points.length]).toEqual([7, 7]);
  await again.library[Symbol.asyncDispose]();

  await writeFile(file, '{"damaged');
  const last = await openIndexed(here);
  await using _closed = last.library;
  expect((await settled(last.engine, last.library.until)).map?.points).toHaveLength(7);
});

test('with hardly any face there is no map', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, blue]);
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  expect(await engine.faceMap()).toEqual({ map: null, progress: null, waits: 'few' });
});
