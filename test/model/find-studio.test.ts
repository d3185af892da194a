import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { StudioMatch } from '../../electron/contract/api/studio-api.ts';
import { dramatis } from '../support/command.ts';
import { bench, type Bench } from '../support/library.ts';
import { fetchSprites } from '../support/sprites.ts';
import { noPostgres } from '../support/studio/cluster.ts';
import { openStudio } from '../support/studio/studio.ts';

const sprites = await fetchSprites();
const missing = noPostgres ?? (typeof sprites === 'string' ? sprites : null);
const why = missing === null ? '' : ` (skipped: ${missing})`;
const { sylvie, eileen } = typeof sprites === 'string' ? { sylvie: [], eileen: [] } : sprites;

/** A library of these pictures, in the studio as this member. */
async function machine(pictures: readonly string[], url: string): Promise<Bench> {
  const here = await bench();
  for (const path of pictures) await cp(path, join(here.art, basename(path)));
  expect(await dramatis('index', here.art, '--library', here.library)).toMatchObject({ code: 0 });
  expect(await dramatis('studio', 'join', url, '--library', here.library)).toMatchObject({ code: 0 });
  return here;
}

test.skipIf(missing !== null)(
  `find --studio finds a character in pictures that only a colleague has, and says who has them and where${why}`,
  { timeout: 600_000 },
  async () => {
    await using studio = await openStudio('finding');
    const theirs = [...sylvie.slice(1, 4), ...eileen.slice(0, 2)];
    await using mia = await machine(theirs, studio.url('mia'));
    await using ken = await machine(sylvie.slice(0, 2), studio.url('ken'));
    await dramatis('studio', 'share', mia.art, '--as', 'art', '--library', mia.library);
    const find = (...more: string[]) =>
      dramatis('find', sylvie[0] ?? '', '--studio', '--library', ken.library, ...more);

    const found = await find('--json');
    expect(found.code).toBe(0);
    const matches = JSON.parse(found.stdout) as StudioMatch[];
    // What ken has himself is not among them.
    const paths = matches.map(({ places }) => places[0]?.path);
    expect(paths.slice(0, 2).toSorted()).toEqual(
      sylvie
        .slice(2, 4)
        .map((path) => basename(path))
        .toSorted(),
    );
    expect(paths.slice(2).toSorted()).toEqual(
      eileen
        .slice(0, 2)
        .map((path) => basename(path))
        .toSorted(),
    );
    expect(matches[0]).toMatchObject({ band: 'same', members: ['mia'], places: [{ root: 'art', here: false }] });
    expect(matches.at(-1)).toMatchObject({ band: 'different', members: ['mia'] });

    const listed = await find('--limit', '1');
    expect(listed.stdout).toMatch(/^[01]\.\d{3} {2}same {7}art\/sylvie [^\n]+ {2}\(mia\)\n$/);
    expect(listed.stderr).toContain('has no pgvector');

    await studio.cluster.stop();
    const offline = await find('--json');
    expect(offline.code).toBe(0);
    expect(offline.stderr).toContain('does not answer');
    const kept = JSON.parse(offline.stdout) as StudioMatch[];
    expect(kept.map(({ picture }) => picture)).toEqual(matches.map(({ picture }) => picture));
    await dramatis('studio', 'leave', '--library', ken.library);
    const without = await find();
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('no studio')]);
  },
);
