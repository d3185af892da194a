import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { quantile } from '../engine/engine-run.ts';
import { generateCast } from '../engine/generated-cast.ts';
import { waitsOf, type Waited } from '../engine/library-figures.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';

const size = { pictures: 200_000, facesOfPicture: 5, characters: 5_000 };
const rounds = 12;

/** ms of this process's processor time: what others do on the machine counts little. */
interface Figure extends Omit<Waited, 'run'> {
  readonly found: number;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly worstMs: number;
  /** By the clock. */
  readonly clockMs: number;
}

/** What an artist waits for in a large library: opening it, the first page of each view, searches of three terms, keystrokes. */
export async function benchLibrary(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-bench-library-'));
  try {
    {
      using database = openDatabase(folder);
      generateCast(database.db, size);
    }
    const before = megabytes();
    const opened = processorTime();
    using database = openDatabase(folder);
    const stores = openStores(database.db);
    const characters = stores.characters.list();
    const counts = { ...stores.counts.all(characters), faceless: stores.faceless.count() };
    const openingMs = opened();
    const atFirst = megabytes();
    const figures: Figure[] = [];
    for (const waited of waitsOf(stores)) figures.push(await measure(waited));
    const memory = { opened: atFirst - before, afterAll: megabytes() - before };
    report(figures, openingMs, memory);
    return { machine: machine(), size, counts, openingMs, memory, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ run, ...waited }: Waited): Promise<Figure> {
  const times: number[] = [];
  const clock: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const [time, started] = [processorTime(), performance.now()];
    found = await run();
    times.push(time());
    clock.push(performance.now() - started);
  }
  const [firstMs = 0] = times;
  const sorted = times.toSorted((a, b) => a - b);
  const clockMs = quantile(
    clock.toSorted((a, b) => a - b),
    0.5,
  );
  return { ...waited, found, firstMs, medianMs: quantile(sorted, 0.5), worstMs: sorted.at(-1) ?? 0, clockMs };
}

/** Answers the processor's time since it was called, ms. */
function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
}

function megabytes(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

function report(figures: readonly Figure[], openingMs: number, memory: { opened: number; afterAll: number }): void {
  const { pictures, facesOfPicture, characters } = size;
  console.log(`\n${pictures} pictures, ${pictures * facesOfPicture} faces, ${characters} characters · ${machine()}\n`);
  console.log(
    table([
      ['', 'processor, ms', 'target'],
      ['opening, to the list of groups', openingMs.toFixed(0), '2000'],
    ]),
  );
  const head = ['found', 'first, ms', 'median, ms', 'worst, ms', 'by the clock', 'target'];
  for (const [part, of] of Map.groupBy(figures, (figure) => figure.part)) {
    const rows = of.map(({ name, found, firstMs, medianMs, worstMs, clockMs, target }) => [
      ...[name, String(found), firstMs.toFixed(1), medianMs.toFixed(1), worstMs.toFixed(1), clockMs.toFixed(1)],
      target === null ? '' : String(target),
    ]);
    console.log(`\n${table([[part, ...head], ...rows])}`);
  }
  console.log(`\nMemory: ${memory.opened} MB more when open, ${memory.afterAll} MB more after all of these.`);
}
