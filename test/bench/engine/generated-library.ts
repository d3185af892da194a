import type { FaceId } from '../../../electron/contract/ids.ts';
import { modelVersion } from '../../../electron/engine/vision/manifest.ts';
import type { Models } from '../../../electron/engine/models/session.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { GroupedFaceStore } from '../../../electron/engine/store/faces/grouped-faces.ts';
import { SettingStore } from '../../../electron/engine/store/settings.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { random, unit } from '../../support/vectors.ts';

const dimensions = 64;
const neighbours = 16;

/** Models that find nothing, and whose vectors have as many numbers as those of a generated library. */
export function generatedModels(): Models {
  const fake = fakeModels();
  const { embedder } = fake.manifest;
  const thresholds = { same: 0.8, maybe: 0.5, group: 0.6 };
  const manifest = {
    ...fake.manifest,
    embedder: { ...embedder, output: { ...embedder.output, dimensions }, thresholds },
  };
  return Object.assign(fake, { manifest });
}

/** Writes a library as indexing and grouping would have left it: a face a picture, groups of 2 to 1,000 faces (Pareto). */
export function generateLibrary(library: string, count: number, seed = 1): void {
  using database = openDatabase(library);
  const { db } = database;
  const version = modelVersion(generatedModels().manifest);
  const next = random(seed);
  db.prepare('INSERT INTO folder (id, path) VALUES (1, ?)').run('/nowhere');
  new SettingStore(db).setNeighboursFrom(-1);
  const picture = db.prepare<[Buffer, string]>(
    'INSERT INTO picture (hash, width, height, indexed_by) VALUES (?, 1000, 1000, ?)',
  );
  const file = db.prepare<[string, number]>(
    'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (1, ?, 1, 1, 1, ?)',
  );
  const face = db.prepare<[number, Buffer, number, number]>(
    `INSERT INTO face (picture, x, y, width, height, score, embedding, character, similarity)
     VALUES (?, 10, 10, 100, 100, .9, ?, ?, ?)`,
  );
  const store = new GroupedFaceStore(db);
  db.transaction(() => {
    for (let made = 0, character = 1; made < count; character += 1) {
      db.prepare('INSERT INTO character (id) VALUES (?)').run(character);
      const centre = unit(Array.from({ length: dimensions }, () => next() - 0.5));
      const size = Math.min(count - made, 1_000, Math.floor(2 / Math.pow(1 - next(), 0.85)));
      const first = made + 1;
      for (let k = 0; k < size; k += 1, made += 1) {
        const vector = unit([...centre].map((value) => value + 0.15 * (next() - 0.5)));
        picture.run(Buffer.from(`picture ${made}`), version);
        file.run(`/nowhere/${made}.png`, made + 1);
        face.run(made + 1, Buffer.from(vector.buffer), character, 0.8);
        const near = Array.from({ length: Math.min(k, neighbours) }, (_, step) => made + 1 - 1 - step);
        store.setNeighbours(
          (made + 1) as FaceId,
          near.filter((id) => id >= first).map((id) => ({ face: id as FaceId, similarity: 0.8 })),
        );
      }
    }
  })();
}
