import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryCalls } from '../../../electron/engine/calls/query-calls.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import type { PictureScope, PictureSort } from '../../../electron/contract/api/pictures-api.ts';
import { openStores, type Stores } from '../../../electron/engine/store/stores.ts';
import { quantile } from '../engine/engine-run.ts';
import { generateCast } from '../engine/generated-cast.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';

const size = { pictures: 200_000, facesOfPicture: 5, characters: 5_000 };
const page = { offset: 0, limit: 100 };
const rounds = 20;

/** Three terms each, as an artist would type them; the last ones leave much. */
const queries = [
  'character:"Character 7" and not character:"Character 9" folder:cards',
  'character:"Character 1" character:"Character 2" rating>=3',
  'outfit:winter rating>=3 faces>=2',
  'series:"Series 3" tag:"tag 8" before:2024-01',
  'only:"Character 1" or character:別名2 tag:"tag 4"',
  'tag:"tag 8" is:favourite format:psd',
  'character:"Character 1" outfit:school after:2020',
  'rating>=5 folder:events before:2026-01',
  'folder:cards format:png faces>=2',
] as const;

/** What grids of whole pictures ask for when they open: all proportions, and the first page. */
const views: Readonly<Record<string, readonly [scope: PictureScope, sort: PictureSort]>> = {
  'all, newest first': [{}, 'newest'],
  'all, by name': [{}, 'path'],
  'a character': [{ character: 7 as CharacterId }, 'newest'],
  'a text in the path': [{ filter: { text: 'cards' } }, 'newest'],
  'without a face': [{ faces: 'none' }, 'newest'],
};

interface ViewFigure {
  readonly view: string;
  readonly pictures: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

interface QueryFigure {
  readonly query: string;
  readonly found: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

/** Searches of three terms in a large library, the first page with its counts; and grids of its pictures: as the engine answers them. */
export async function benchLibrary(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-bench-library-'));
  try {
    using database = openDatabase(folder);
    generateCast(database.db, size);
    const stores = openStores(database.db);
    const { searchPictures } = queryCalls(stores);
    const figures: QueryFigure[] = [];
    for (const query of queries) figures.push(await measure(query, (asked) => searchPictures(asked, page)));
    const opened = Object.entries(views).map(([view, asked]) => openView(stores, view, asked));
    const { pictures, facesOfPicture, characters } = size;
    console.log(
      `\n${pictures} pictures, ${pictures * facesOfPicture} faces, ${characters} characters · ${machine()}\n`,
    );
    const rows = figures.map(({ query, found, medianMs, worstMs }) => [
      query,
      String(found),
      medianMs.toFixed(1),
      worstMs.toFixed(1),
    ]);
    console.log(table([['search', 'pictures', 'median, ms', 'worst, ms'], ...rows]));
    const shown = opened.map(({ view, pictures: count, medianMs, worstMs }) => [
      view,
      String(count),
      medianMs.toFixed(1),
      worstMs.toFixed(1),
    ]);
    console.log(`\n${table([['grid of pictures', 'pictures', 'median, ms', 'worst, ms'], ...shown])}`);
    return { machine: machine(), size, queries: figures, views: opened };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openView(
  { pictureList }: Pick<Stores, 'pictureList'>,
  view: string,
  [scope, sort]: readonly [PictureScope, PictureSort],
): ViewFigure {
  const times: number[] = [];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    ({ count } = pictureList.shapes(scope, sort));
    pictureList.page(scope, sort, { offset: 0, limit: 200 });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { view, pictures: count, medianMs: quantile(times, 0.5), worstMs: times.at(-1) ?? 0 };
}

async function measure(query: string, search: (query: string) => Promise<{ total: number }>): Promise<QueryFigure> {
  const { total } = await search(query);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await search(query);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { query, found: total, medianMs: quantile(times, 0.5), worstMs: times.at(-1) ?? 0 };
}
