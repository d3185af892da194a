import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, openDatabase } from '../../../electron/engine/store/database.ts';
import { openStores, type Stores } from '../../../electron/engine/store/stores.ts';
import { editsAtSize, type Deed } from '../engine/edits-at-size.ts';
import { quantile } from '../engine/engine-run.ts';
import { keptCast } from '../engine/kept-cast.ts';
import { waitsOf, type Waited } from '../engine/library-figures.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';
import { libraryInWindow, type WindowReport } from '../window/library-in-window.ts';
import { scrollHead, scrollRow } from '../window/scroll-grid.ts';

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

/**
 * What an artist waits for in a large library: opening it, the first page of each view, searches of three terms, keystrokes; in the engine, and then
 * in the packaged app's window.
 */
export async function benchLibrary(): Promise<unknown> {
  const library = keptCast(size);
  const home = mkdtempSync(join(tmpdir(), 'dramatis-bench-library-'));
  try {
    const engine = await inEngine(library);
    reportEngine(engine);
    const edits = await editsAtSize(library, home);
    reportEdits(edits);
    const window = await libraryInWindow(home, library);
    reportWindow(window);
    return { machine: machine(), size, ...engine, edits, window };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function inEngine(library: string) {
  const afterUpdate = openedAnew(library);
  const before = megabytes();
  const opened = processorTime();
  using database = openDatabase(library);
  const stores = openStores(database.db);
  const counts = listed(stores);
  const openingMs = opened();
  const atFirst = megabytes();
  const figures: Figure[] = [];
  for (const waited of waitsOf(stores)) figures.push(await measure(waited));
  const memory = { opened: atFirst - before, afterAll: megabytes() - before };
  return { counts, opening: { afterUpdate, again: openingMs }, memory, figures };
}

/** As at the first start of a version that lists characters otherwise than the one before: ms. */
function openedAnew(library: string): number {
  const db = connect(library);
  db.exec('DELETE FROM listed_character');
  db.close();
  const opened = processorTime();
  using database = openDatabase(library);
  listed(openStores(database.db));
  return opened();
}

/** The groups and what is counted beside them, as the window asks for them first. */
function listed(stores: Stores) {
  const characters = stores.characters.list();
  return { ...stores.counts.all(characters), faceless: stores.faceless.count() };
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

function reportEngine({ opening, memory, figures }: Awaited<ReturnType<typeof inEngine>>): void {
  const { pictures, facesOfPicture, characters } = size;
  console.log(`\n${pictures} pictures, ${pictures * facesOfPicture} faces, ${characters} characters · ${machine()}\n`);
  console.log(
    table([
      ['', 'processor, ms', 'target'],
      ['opening, to the list of groups', opening.again.toFixed(0), '2000'],
      ['· once after an update', opening.afterUpdate.toFixed(0), ''],
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

function reportEdits(edits: readonly Deed[]): void {
  const rows = edits.map(({ name, ms, stillMs }) => [name, ms.toFixed(0), stillMs.toFixed(0)]);
  console.log(`\n${table([['an edit, by the clock', 'answered, ms', 'longest without an answer, ms'], ...rows])}`);
}

function reportWindow({ openMs, clicks, keysMs, nothing, scrolls, memory }: WindowReport): void {
  const middle = (sorted: readonly number[]) => quantile(sorted, 0.5).toFixed(0);
  console.log(
    `\n${table([
      ['in the window', 'first, ms', 'again, ms', 'of it the page itself works', 'target'],
      ['the page, to the first group', openMs.toFixed(0), '', '', '2000'],
      ...clicks.map(({ view, ...times }) => [
        view,
        ...[times.firstMs, times.againMs, times.workMs].map((ms) => ms.toFixed(0)),
        '100',
      ]),
      ['key to filtered groups, median', middle(keysMs), '', '', '50'],
      ['· the slowest', (keysMs.at(-1) ?? NaN).toFixed(0), '', '', '50'],
    ])}`,
  );
  const grids = Object.entries(scrolls).flatMap(([name, { first, again }]) => [
    scrollRow(name, first),
    scrollRow('· again', again),
  ]);
  console.log(
    `\nFrames (target: 0 of 300 dropped)\n${table([scrollHead, scrollRow('an empty page', nothing), ...grids])}
Script, style and layout, main thread: processor time a frame, ms; a frame has 16.7.`,
  );
  console.log(`\nMemory in the end: engine ${memory.engine} MB, window ${memory.window} MB.`);
}
