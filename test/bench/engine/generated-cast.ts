import type { Db } from '../../../electron/engine/store/database.ts';
import { SettingStore } from '../../../electron/engine/store/settings.ts';
import { modelVersion } from '../../../electron/engine/vision/manifest.ts';
import { random, unit } from '../../support/vectors.ts';
import { generatedModels } from './generated-library.ts';

export interface CastSize {
  readonly pictures: number;
  readonly facesOfPicture: number;
  readonly characters: number;
}

/** Numbers from 0 on, one a row, up to `@count`. */
const numbers = 'WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k + 1 < @count)';
/** Spreads a number over all others, the same every time. */
const spread = (of: string) => `((${of}) * 2654435761 % 4294967296)`;

/**
 * Writes a library as an artist would have left it after years: named characters of very different size in series, with outfits, tags and
 * stars, pictures in 400 folders over ten years, every fiftieth without a face. All faces have been compared and are decided: an engine of
 * `generatedModels` that opens it has nothing to do.
 */
export function generateCast(db: Db, { pictures, facesOfPicture, characters }: CastSize): void {
  const { manifest } = generatedModels();
  const version = modelVersion(manifest);
  const run = (sql: string, count: number) => db.prepare<[{ count: number }]>(sql).run({ count });
  db.function('vector_near', vectorsNear(manifest.embedder.output.dimensions));
  new SettingStore(db).setNeighboursFrom(-1);
  db.transaction(() => {
    db.exec(`INSERT INTO folder (id, path) VALUES (1, '/art')`);
    run(
      `${numbers} INSERT INTO picture (id, hash, width, height, indexed_by, files)
      SELECT k + 1, CAST('picture ' || k AS BLOB), 1000, 700 + ${spread('k')} % 1000, '${version}', 0 FROM n`,
      pictures,
    );
    run(
      `${numbers} INSERT INTO file (folder, path, size, mtime_ms, identified, picture)
      SELECT 1, '/art/' || CASE k % 7 WHEN 0 THEN 'cards' WHEN 1 THEN 'events' ELSE 'set' || (k % 57) END || '/' || (k % 400) || '/art_' || k || CASE k % 5 WHEN 0 THEN '.psd' ELSE '.png' END,
        1000, 1451606400000 + ${spread('k')} % 315360000 * 1000, 1, k + 1 FROM n`,
      pictures,
    );
    run(
      `${numbers} INSERT INTO character (id, name, confirmed) SELECT k + 1, 'Character ' || (k + 1), 1 FROM n`,
      characters,
    );
    // The square of an even spread: the first are in many pictures, the last in few.
    run(
      `${numbers}, f AS (SELECT k, k / ${facesOfPicture} AS p,
        1 + CAST(${characters} * (${spread('k')} / 4294967296.0) * (${spread('k')} / 4294967296.0) AS INTEGER) AS character FROM n)
      INSERT INTO face (picture, x, y, width, height, score, embedding, neighbours, character, similarity)
      SELECT p + 1 + (p % 50 = 0), 10 + k % ${facesOfPicture} * 100, 10, 90, 90, .9, vector_near(character), x'', character, .8 FROM f`,
      pictures * facesOfPicture,
    );
    run(`${numbers} INSERT INTO character_series SELECT k + 1, 'Series ' || (k % 40) FROM n`, characters);
    run(`${numbers} INSERT INTO alias SELECT k + 1, '別名' || k, 'ja' FROM n`, characters);
    run(
      `${numbers} INSERT INTO picture_about SELECT k + 1, 1 + k % 5, k % 10 = 0, '' FROM n WHERE k % 4 = 0`,
      pictures,
    );
    run(`${numbers} INSERT INTO picture_tag SELECT k + 1, 'tag ' || (k % 300) FROM n WHERE k % 2 = 0`, pictures);
    db.exec(`INSERT INTO outfit SELECT id, character, CASE id % 3 WHEN 0 THEN 'winter' WHEN 1 THEN 'school' ELSE 'casual' END
      FROM face WHERE id % 10 = 0`);
    db.exec('INSERT INTO confirmed (face, character) SELECT id, character FROM face WHERE id % 4 <> 0');
  })();
}

/** Answers a vector near the one of a character, another each time. */
function vectorsNear(dimensions: number): (character: unknown) => Buffer {
  const next = random(1);
  const centres = new Map<unknown, readonly number[]>();
  const around = () => Array.from({ length: dimensions }, () => next() - 0.5);
  return (character) => {
    const centre = centres.get(character) ?? around();
    centres.set(character, centre);
    return Buffer.from(unit(centre.map((value) => value + 0.3 * (next() - 0.5))).buffer);
  };
}
