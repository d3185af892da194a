import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCommand } from '../../../electron/cli/program.ts';
import { blue, draw, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

test('an overview has the faces of each month with and without a name, and how alike groups are', async () => {
  await using here = await bench();
  const pictures = [
    ['a.png', [red, blue], new Date(2024, 0, 31, 12)],
    ['b.png', [shade(red, 1)], new Date(2024, 2, 1)],
    ['c.png', [shade(red, 2)], new Date(2024, 2, 30)],
  ] as const;
  for (const [at, [name, cells, date]] of pictures.entries())
    await utimes(await draw(here.art, name, cells, at), date, date);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  const [group] = ids;
  expect((await engine.overview()).months).toEqual([
    { month: '2024-01', named: 0, unnamed: 2 },
    { month: '2024-03', named: 0, unnamed: 2 },
  ]);
  await engine.nameCharacter(group!, 'Mika');
  const { months, groups } = await engine.overview();
  expect(months).toEqual([
    { month: '2024-01', named: 1, unnamed: 1 },
    { month: '2024-03', named: 2, unnamed: 0 },
  ]);
  expect(groups.map(({ character }) => character)).toEqual([group]);
  expect(groups[0]?.likeness).toBeGreaterThan(0.9);
  expect(await engine.overview(here.art)).toEqual({ months, groups });
  expect(await engine.overview(join(here.art, 'other'))).toEqual({ months: [], groups: [] });
  await engine.setHidden([group!], true);
  expect((await engine.overview()).groups).toEqual([]);
});

test('the command tells of folders, cast and months', async () => {
  await using here = await bench();
  await draw(here.art, 'cards/a.png', [red, blue], 0);
  await draw(here.art, 'b.png', [shade(red, 1)], 1);
  const { library, engine, ids } = await openIndexed(here);
  await engine.nameCharacter(ids[0]!, 'Mika');
  await engine.addToSeries([ids[0]!], 'Lantern Street');
  await library[Symbol.asyncDispose]();
  const written: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  expect(await runCommand(['overview', '--library', here.library, '--json'])).toBe(0);
  stdout.mockRestore();
  expect(JSON.parse(written.join(''))).toMatchObject({
    folders: [{ path: here.art, pictures: 2, groups: 1, named: 1, away: null }],
    cast: [{ name: 'Mika', faces: 2, pictures: 2, series: ['Lantern Street'] }],
    months: [{ named: 2, unnamed: 1 }],
  });
});
