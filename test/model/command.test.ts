import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Group } from '../../electron/cli/groups.ts';
import { dramatis } from '../support/command.ts';
import { bench } from '../support/library.ts';
import { fetchSprites } from '../support/sprites.ts';

interface Found {
  readonly path: string;
  readonly band: string;
  readonly character: string | null;
}

const sprites = await fetchSprites();
const why = typeof sprites === 'string' ? ` (skipped: ${sprites})` : '';
const { sylvie, eileen, lucy } = typeof sprites === 'string' ? { sylvie: [], eileen: [], lucy: [] } : sprites;

const nameOf = (path: string) => basename(path).split(' ')[0];

test.skipIf(why !== '')(`index, groups, name, find and faces work on real art from one library${why}`, async () => {
  await using here = await bench();
  const everyone = [...sylvie, ...eileen];
  for (const path of everyone) await cp(path, join(here.art, basename(path)));
  await writeFile(join(here.art, 'broken.png'), 'no picture');
  const library = ['--library', here.library, '--json'];

  const indexed = await dramatis('index', here.art, ...library);
  expect(indexed.code).toBe(1);
  expect(JSON.parse(indexed.stdout)).toMatchObject({
    pictures: everyone.length,
    faces: everyone.length,
    skipped: [{ path: join(here.art, 'broken.png'), reason: 'not-a-picture' }],
  });

  const groups = JSON.parse((await dramatis('groups', ...library)).stdout) as Group[];
  const [largest] = groups;
  const people = largest?.faces.map(({ path }) => nameOf(path));
  expect(new Set(people)).toEqual(new Set(['sylvie']));
  await dramatis('name', String(largest?.id), 'Sylvie', ...library);

  const sample = sylvie[0] ?? '';
  const { stdout } = await dramatis('find', sample, '--limit', '4', ...library);
  const matches = JSON.parse(stdout) as Found[];
  expect(matches.map(({ path }) => nameOf(path))).toEqual(['sylvie', 'sylvie', 'sylvie', 'sylvie']);
  expect(matches[0]).toMatchObject({ band: 'same', path: join(here.art, basename(sample)) });
});

test.skipIf(why !== '')(`assign names by one sample, and by a folder of samples${why}`, async () => {
  await using here = await bench();
  for (const path of [...sylvie, ...eileen]) await cp(path, join(here.art, basename(path)));
  const library = ['--library', here.library, '--json'];
  await dramatis('index', here.art, ...library);
  const assign = async (...args: string[]) => {
    const { code, stdout, stderr } = await dramatis('assign', ...args, ...library);
    return { code, stderr, groups: stdout === '' ? [] : (JSON.parse(stdout) as Group[]) };
  };

  const one = await assign(eileen[0] ?? '', '--name', 'Eileen');
  expect([one.code, one.groups.map(({ name }) => name)]).toEqual([0, ['Eileen']]);
  expect(one.groups[0]?.faces.map(({ path }) => basename(path)).sort()).toEqual(eileen.map((path) => basename(path)));

  const nobody = await assign(lucy[0] ?? '', '--name', 'Lucy');
  expect([nobody.code, nobody.groups]).toEqual([2, []]);
  expect(nobody.stderr).toContain(lucy[0]);

  const samples = join(here.art, '..', 'samples');
  await mkdir(samples);
  await cp(sylvie[0] ?? '', join(samples, 'Sylvie.png'));
  await writeFile(join(samples, 'Nobody.png'), 'no picture');
  const all = await assign('--samples', samples);
  expect(all.code).toBe(1);
  expect(all.stderr).toContain(`${join(samples, 'Nobody.png')}: unreadable`);
  const named = all.groups.find(({ name }) => name === 'Sylvie');
  expect(new Set(named?.faces.map(({ path }) => nameOf(path)))).toEqual(new Set(['sylvie']));
  const names = JSON.parse((await dramatis('groups', ...library)).stdout) as Group[];
  expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(['Eileen', 'Sylvie']));
});

test.skipIf(why !== '')(
  `faces needs no library, takes crops as they are, and names what it cannot read${why}`,
  async () => {
    await using here = await bench();
    const missing = join(here.art, 'missing.png');
    const finished = await dramatis('faces', sylvie[0] ?? '', missing, '--vectors', '--json');
    expect(finished.code).toBe(1);
    const [seen, unseen] = JSON.parse(finished.stdout) as {
      faces: { box: number[]; vector: number[] }[];
      error?: string;
    }[];
    expect(seen?.faces).toHaveLength(1);
    expect(Math.hypot(...(seen?.faces[0]?.vector ?? []))).toBeCloseTo(1, 4);
    expect(unseen?.error).toContain('unreadable');

    const crop = await dramatis('faces', sylvie[0] ?? '', '--crop', '--json');
    const [whole] = JSON.parse(crop.stdout) as { width: number; height: number; faces: { box: number[] }[] }[];
    expect(whole?.faces.map(({ box }) => box)).toEqual([[0, 0, whole?.width, whole?.height]]);
  },
);
