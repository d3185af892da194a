import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/engine.ts';
import { modelVersion } from '../../../electron/engine/vision/manifest.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { stampOnDisk } from '../../../electron/engine/pipeline/folders/scan.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';

const fileCount = 200_000;
const perFolder = 1_000;
const changedCount = 100;

interface Start {
  readonly seconds: number;
  /** Pictures that were looked at: of unchanged files none. */
  readonly looked: number;
  readonly megabytes: number;
}

/** What a start costs when a large tree is as it was, and when some of it has changed. The networks are faked: none is needed. */
export async function benchRestart(): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-restart-'));
  const art = join(folder, 'art');
  const library = join(folder, 'library');
  try {
    const paths = await drawTree(art);
    await pretendIndexed(library, art, paths);
    const unchanged = await start(library);
    await change(paths);
    const changed = await start(library);
    const result = {
      machine: machine(),
      files: fileCount,
      changed: changedCount,
      unchangedStart: unchanged,
      changedStart: changed,
    };
    print(unchanged, changed);
    return result;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function drawTree(art: string): Promise<string[]> {
  const png = await drawn(32);
  const paths: string[] = [];
  for (let k = 0; k < fileCount; k++) {
    const folder = join(art, `${Math.floor(k / perFolder)}`);
    if (k % perFolder === 0) await mkdir(folder, { recursive: true });
    paths.push(join(folder, `${k}.png`));
    await writeFile(paths[k] ?? '', numbered(png, k));
  }
  return paths;
}

async function drawn(width: number): Promise<Buffer> {
  return sharp({ create: { width, height: 32, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
}

/** Bytes after the picture's end make every file's content its own. */
function numbered(png: Buffer, number: number): Buffer {
  return Buffer.concat([png, Buffer.from(String(number))]);
}

/** The library as indexing would leave it: that takes minutes and is measured elsewhere. */
async function pretendIndexed(library: string, art: string, paths: readonly string[]): Promise<void> {
  await mkdir(library, { recursive: true });
  const stamps = await Promise.all(paths.map(stampOnDisk));
  using database = openDatabase(library);
  const { db } = database;
  const version = modelVersion(fakeModels().manifest);
  const addPicture = db.prepare('INSERT INTO picture (hash, width, height, indexed_by) VALUES (?, 32, 32, ?)');
  const addFile = db.prepare(
    'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (1, ?, ?, ?, 1, ?)',
  );
  db.transaction(() => {
    db.prepare('INSERT INTO folder (path) VALUES (?)').run(art);
    for (const [k, stamp] of stamps.entries()) {
      const hash = Buffer.alloc(32);
      hash.writeUInt32LE(k);
      const { lastInsertRowid } = addPicture.run(hash, version);
      if (stamp) addFile.run(stamp.path, stamp.size, stamp.mtimeMs, lastInsertRowid);
    }
  })();
}

async function change(paths: readonly string[]): Promise<void> {
  const png = await drawn(40);
  const every = Math.floor(paths.length / changedCount);
  for (let k = 0; k < changedCount; k++) await writeFile(paths[k * every] ?? '', numbered(png, k));
}

/** From nothing until all is compared and what has changed is indexed; the folder is watched as in the app. */
async function start(library: string): Promise<Start> {
  const started = performance.now();
  const models = fakeModels();
  const events = { progress: () => undefined, changed: () => undefined };
  await using engine = createEngine({ library, models: Promise.resolve(models), events, watch: true });
  await engine.whenIdle();
  const seconds = (performance.now() - started) / 1000;
  return { seconds, looked: models.looked, megabytes: Math.round(process.memoryUsage().rss / 1024 ** 2) };
}

function print(unchanged: Start, changed: Start): void {
  console.log(`\nStart on ${fileCount.toLocaleString('en')} files · ${machine()}\n`);
  const row = (name: string, { seconds, looked }: Start): string[] => [name, `${seconds.toFixed(1)} s`, `${looked}`];
  console.log(
    table([['', 'time', 'looked at'], row('nothing changed', unchanged), row(`${changedCount} changed`, changed)]),
  );
}
