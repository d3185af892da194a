import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryCalls } from '../../../electron/engine/calls/query-calls.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
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

interface QueryFigure {
  readonly query: string;
  readonly found: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

/** Searches of three terms in a large library: the first page with its counts, as the engine answers it. */
export async function benchLibrary(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-bench-library-'));
  try {
    using database = openDatabase(folder);
    generateCast(database.db, size);
    const stores = openStores(database.db);
    const { searchPictures } = queryCalls(stores);
    const figures: QueryFigure[] = [];
    for (const query of queries) figures.push(await measure(query, (asked) => searchPictures(asked, page)));
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
    return { machine: machine(), size, queries: figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
