import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRename } from '../../../electron/contract/rename/rename-model.ts';
import { RenameThread } from '../../../electron/engine/rename/rename-thread.ts';
import { openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { quantile } from '../engine/engine-run.ts';
import { table } from '../table.ts';

const fileCount = 100_000;
const perFolder = 1_000;
const sidecarEvery = 10;
const characterCount = 50;
const plans = 5;

/**
 * A library of 100,000 small files in folders of 1,000, a tenth with a sidecar, is planned and renamed by character; the
 * same files are renamed by bare `fs.rename`, one after another, in the same run. All on the disk of the temporary folder,
 * through the renaming thread, as in the app. Plans come first, each by a thread that was just started, on a disk that has
 * nothing else to do.
 */
export async function benchRename(): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'dramatis-bench-'));
  try {
    const files = lay(join(root, 'art'));
    using database = openDatabase(join(root, 'library'));
    fill(database.db, join(root, 'art'), files);
    const library = join(root, 'library');
    // What was just written goes to the disk first: planning is reading.
    if (process.platform !== 'win32') execFileSync('sync');
    const planSeconds = await planningTimes(library);
    const bare = await bareRate(files);
    await using renames = new RenameThread(library, () => undefined);
    const plan = await renames.call('preview', request);
    const moved = plan.counts.change + plan.counts.sidecars;
    const started = performance.now();
    const { outcome, batch } = await renames.call('apply', plan.id);
    const rate = (1_000 * moved) / (performance.now() - started);
    const undo = await renames.call('previewUndo', batch.id);
    const result = {
      files: fileCount,
      moved,
      outcome,
      planSeconds,
      undoPlanSeconds: undo.seconds,
      rate,
      ...bare,
    };
    print(result);
    return result;
  } finally {
    rmSync(root, { recursive: true });
  }
}

const request = { ...defaultRename, template: '{character}_{index:00000}' };

async function planningTimes(library: string): Promise<number[]> {
  const seconds: number[] = [];
  while (seconds.length < plans) {
    await using thread = new RenameThread(library, () => undefined);
    seconds.push((await thread.call('preview', request)).seconds);
  }
  return seconds.sort((a, b) => a - b);
}

function slowest(sorted: readonly number[]): string {
  return `slowest ${(sorted.at(-1) ?? NaN).toFixed(2)} s`;
}

function lay(art: string): string[] {
  return Array.from({ length: fileCount }, (_, k) => {
    const folder = join(art, `folder-${Math.floor(k / perFolder)}`);
    if (k % perFolder === 0) mkdirSync(folder, { recursive: true });
    const path = join(folder, `IMG_${k}.png`);
    writeFileSync(path, String(k));
    if (k % sidecarEvery === 0) writeFileSync(`${path}.xmp`, String(k));
    return path;
  });
}

function fill(db: Db, art: string, files: readonly string[]): void {
  db.transaction(() => {
    const folder = db.prepare('INSERT INTO folder (path) VALUES (?)').run(art).lastInsertRowid;
    const character = db.prepare('INSERT INTO character (name, confirmed) VALUES (?, 1)');
    for (let k = 1; k <= characterCount; k += 1) character.run(`Character ${k}`);
    const picture = db.prepare('INSERT INTO picture (hash, width, height, indexed_by) VALUES (?, 640, 480, ?)');
    const file = db.prepare(
      'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (?, ?, ?, ?, 1, ?)',
    );
    const face = db.prepare(
      'INSERT INTO face (picture, x, y, width, height, score, embedding, character, similarity) VALUES (?, 0, 0, 64, 64, 0.9, ?, ?, 0.9)',
    );
    files.forEach((path, k) => {
      const { size, mtimeMs } = statSync(path);
      const id = picture.run(Buffer.from(String(k).padStart(32)), 'bench').lastInsertRowid;
      file.run(folder, path, size, mtimeMs, id);
      face.run(id, Buffer.alloc(4), (k % characterCount) + 1);
    });
  })();
}

/** There and back, so that every file is where it was. */
async function bareRate(files: readonly string[]): Promise<{ bareRate: number; bareSyncRate: number }> {
  const started = performance.now();
  for (const path of files) await rename(path, `${path}~`);
  const awaited = performance.now();
  for (const path of files) renameSync(`${path}~`, path);
  const ended = performance.now();
  const perSecond = (ms: number) => (1_000 * files.length) / ms;
  return { bareRate: perSecond(awaited - started), bareSyncRate: perSecond(ended - awaited) };
}

interface Figures {
  readonly moved: number;
  readonly outcome: string;
  /** Sorted. */
  readonly planSeconds: readonly number[];
  readonly undoPlanSeconds: number;
  readonly rate: number;
  readonly bareRate: number;
  readonly bareSyncRate: number;
}

function print({ moved, outcome, planSeconds, undoPlanSeconds, rate, bareRate: bare, bareSyncRate }: Figures): void {
  console.log(`\nRename · ${fileCount} files, ${moved} with sidecars · ${outcome}`);
  const of = (whole: number) => `${((100 * rate) / whole).toFixed(0)} % of it`;
  console.log(
    table([
      [
        `plan, with a look at the disk, median of ${plans}`,
        `${quantile(planSeconds, 0.5).toFixed(2)} s`,
        slowest(planSeconds),
      ],
      ['plan of the way back', `${undoPlanSeconds.toFixed(2)} s`, ''],
      ['renamed, from the journal to the library', `${rate.toFixed(0)} files/s`, ''],
      ['bare fs.rename, awaited in a loop', `${bare.toFixed(0)} files/s`, of(bare)],
      ['bare fs.renameSync in a loop', `${bareSyncRate.toFixed(0)} files/s`, of(bareSyncRate)],
    ]),
  );
  console.log(
    '  fsync: the journal before the first move and at every state, each folder once before the library follows',
  );
}
