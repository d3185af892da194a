import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.cache/bench/kept');
/** What turns a picture into boxes and vectors: another model or other code makes everything anew. */
const codeFolders = ['pipeline', 'models', 'pictures', 'vision'].map((room) => `electron/engine/${room}`);

/**
 * What `make` answers, kept between runs for one set of models and code. `kept` takes only what `node:v8` can store.
 * What is fitted to vectors in models.json is not part of the key, so that tuning them costs nothing.
 */
export async function kept<T>(name: string, modelFolder: string, make: () => Promise<T>): Promise<T> {
  const file = join(folder, `${name}-${await keyOf(modelFolder)}.bin`);
  const stored = await readFile(file).catch(() => null);
  if (stored) return deserialize(stored) as T;
  const made = await make();
  await mkdir(folder, { recursive: true });
  await writeFile(file, serialize(made));
  return made;
}

async function keyOf(modelFolder: string): Promise<string> {
  const hash = createHash('sha256').update(await visibleManifest(modelFolder));
  for (const code of codeFolders) {
    const names = (await readdir(join(root, code))).filter((name) => name.endsWith('.ts')).sort();
    for (const name of names) hash.update(name).update(await readFile(join(root, code, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** What `--write` fits, and what no vector depends on. */
const notOfVectors = Object.fromEntries(
  ['thresholds', 'probability', 'sorting', 'crowding', 'rise'].map((name) => [name, undefined]),
);

async function visibleManifest(modelFolder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(modelFolder, 'models.json'), 'utf8')) as {
    detector: object;
    embedder: object;
  };
  return JSON.stringify({
    ...manifest,
    embedder: { ...manifest.embedder, ...notOfVectors },
  });
}
