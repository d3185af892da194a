import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LikenessKind } from '../../electron/contract/api/duplicates-api.ts';
import type { ExportProblemKind } from '../../electron/contract/api/export-api.ts';
import type { ImportProblemKind } from '../../electron/contract/api/import-api.ts';
import { dramatis } from '../support/command.ts';
import { blue, draw, grey, red, shade } from '../support/drawn.ts';
import { bench, openIndexed } from '../support/library.ts';

const document = join(import.meta.dirname, '../../docs/json.md');

/** Keys of a document, by their place in it; lists count as their first item, and a value that is null as one that may be anything. */
function shapeOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : shapeOf(value[0], `${at}[]`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [`${at}.${key}`, ...shapeOf(inside, `${at}.${key}`)]);
}

/** The examples of the document, by their titles. */
async function documented(): Promise<Map<string, unknown>> {
  const text = await readFile(document, 'utf8');
  const sections = text.split(/^## /mu).slice(1);
  return new Map(
    sections.map((section) => {
      const [, title = ''] = /^(.*)\n/u.exec(section) ?? [];
      return [title, JSON.parse(/```json\n(.*?)```/su.exec(section)?.[1] ?? 'null')] as const;
    }),
  );
}

/** All of them, as the compiler sees to. */
const kinds = {
  import: {
    ...{ 'not-in-library': true, ambiguous: true, 'not-indexed': true, changed: true, busy: true },
    ...{ 'other-version': true, 'unusable-name': true, 'not-understood': true, unreadable: true },
  } satisfies Record<ImportProblemKind, true>,
  'export --xmp': {
    ...{ offline: true, changed: true, 'read-only': true, 'not-xmp': true },
    ...{ 'no-place': true, 'not-verified': true, exists: true, failed: true },
  } satisfies Record<ExportProblemKind, true>,
  duplicates: { duplicate: true, version: true } satisfies Record<LikenessKind, true>,
};

test('every kind that a command may answer is documented', async () => {
  const text = await readFile(document, 'utf8');
  for (const [title, all] of Object.entries(kinds)) {
    const [, section = ''] = new RegExp(`^## ${title}(.*?)\\n\\x60{3}`, 'msu').exec(text) ?? [];
    for (const kind of Object.keys(all)) expect(section, title).toContain(`\`${kind}\``);
  }
});

test('what commands answer with --json has the keys that are documented', async () => {
  await using here = await bench();
  await draw(here.art, 'a/one.png', [red, blue]);
  await draw(here.art, 'b/one.png', [shade(red, 1), grey], 1);
  await draw(here.art, 'two.png', [shade(red, 2), grey], 2);
  await draw(here.art, 'two copy.png', [shade(red, 2), grey], 2);
  {
    const { engine, library, ids } = await openIndexed(here);
    await using _ = library;
    await engine.nameCharacter(ids[0]!, 'Mika');
    const { faces } = await engine.searchFaces({}, { offset: 0, limit: 10 });
    await engine.tagPictures([...new Set(faces.map(({ picture }) => picture))], 'night');
  }
  await writeFile(join(here.art, 'two copy.txt'), 'mine');
  const table = join(here.library, '..', 'cast.csv');
  await writeFile(table, 'file,character\none.png,Mika\ntwo.png,Rin\n');
  const runs: Readonly<Record<string, readonly string[]>> = {
    series: ['series', 'BA', '--character', 'Mika'],
    outfit: ['outfit', 'winter', '--character', 'Mika', '--query', 'name:two'],
    tag: ['tag'],
    list: ['list', 'character:Mika'],
    duplicates: ['duplicates'],
    import: ['import', table],
    export: ['export'],
    'export --xmp, export --captions': ['export', '--captions', '{character}'],
    cast: ['cast', join(here.art, 'cast.html')],
  };
  const documents = await documented();
  expect([...documents.keys()].sort()).toEqual(Object.keys(runs).sort());
  for (const [title, args] of Object.entries(runs)) {
    const { stdout, stderr } = await dramatis(...args, '--json', '--library', here.library);
    expect(stdout, stderr).not.toBe('');
    expect(shapeOf(JSON.parse(stdout)).sort(), title).toEqual(shapeOf(documents.get(title)).sort());
  }
});
