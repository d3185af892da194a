import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../../electron/engine/store/migrations/index.ts';
import { findElsewhere } from '../../../electron/engine/studio/pictures/find-elsewhere.ts';
import { StudioCopy } from '../../../electron/engine/studio/pictures/studio-copy.ts';
import {
  missingPictures,
  pullPictures,
  pushPictures,
  vectorForm,
  type SentPicture,
} from '../../../electron/engine/studio/server/picture-calls.ts';
import { schema } from '../../../electron/engine/studio/server/schema.ts';
import { vectorFromText, vectorToText } from '../../../electron/engine/studio/server/vector-text.ts';
import { random, unit } from '../../support/vectors.ts';

/** PostgreSQL with pgvector, in this process: Debian's has no pgvector. */
let db: PGlite;
const server = {
  rows: async <Row>(sql: string, values: unknown[] = []) => (await db.query<Row>(sql, values)).rows,
};
const model = { version: 'm-1', dimensions: 16 };
const next = random(7);
const vectors = Array.from({ length: 300 }, () => unit(Array.from({ length: 16 }, () => next() - 0.5)));

beforeAll(async () => {
  db = await PGlite.create({ extensions: { vector } });
  await db.exec(schema);
  await pushPictures(server, model.version, vectors.map(picture));
  // So few are looked through without an index otherwise.
  await db.exec('SET enable_seqscan = off; SET enable_sort = off');
});
afterAll(() => db.close());

const hashOf = (k: number) => k.toString(16).padStart(64, '0');

function picture(each: Float32Array, k: number): SentPicture {
  const face = { box: [0, 0, 10, 10] as const, score: 0.9, vector: vectorToText(each, 'halfvec') };
  const likeness = Buffer.alloc(80).toString('base64');
  return { hash: hashOf(k), width: 100, height: 100, isPreview: false, likeness, faces: [face] };
}

const nearestFirst = (asked: Float32Array, faces: readonly { hash: string; vector: Float32Array }[]) =>
  faces
    .map(({ hash, vector: theirs }) => ({ hash, cosine: theirs.reduce((sum, v, at) => sum + v * (asked[at] ?? 0), 0) }))
    .toSorted((a, b) => b.cosine - a.cosine);

function copyOf(): StudioCopy {
  const library = new Database(':memory:');
  for (const sql of migrations) library.exec(sql);
  return new StudioCopy(library);
}

/** What is nearest, from all vectors, exactly. */
function exactly(asked: Float32Array, most: number, without: (k: number) => boolean = () => false): string[] {
  const all = vectors.flatMap((each, k) => (without(k) ? [] : [{ hash: hashOf(k), vector: each }]));
  return nearestFirst(asked, all)
    .slice(0, most)
    .map(({ hash }) => hash);
}

async function found(asked: Float32Array, most: number): Promise<string[]> {
  const { faces, by } = await findElsewhere(server, copyOf(), { vectors: [asked], most, model });
  expect(by).toBe('server');
  return nearestFirst(asked, faces).map(({ hash }) => hash);
}

test('vectors are kept as halves of pgvector, and come back the same', async () => {
  expect(await vectorForm(server)).toBe('halfvec');
  const [back] = await pullPictures(server, model.version, [hashOf(5)]);
  const read = vectorFromText(back?.faces[0]?.vector ?? '', 16);
  const sent = vectors[5] as Float32Array;
  expect(read?.every((value, at) => Math.abs(value - (sent[at] ?? 0)) < 1e-3)).toBe(true);
  expect(vectorToText(read as Float32Array, 'halfvec')).toBe(vectorToText(sent, 'halfvec'));
});

test('the nearest faces are found by the index', async () => {
  const { rows } = await db.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT s.picture FROM dramatis.seen_face s WHERE s.version = 'm-1'
     ORDER BY s.vector::halfvec(16) <=> '${vectorToText(vectors[0] as Float32Array, 'halfvec')}'::halfvec(16) LIMIT 5`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan using seen_face_/);
  for (const k of [0, 100, 200]) {
    const asked = vectors[k] as Float32Array;
    expect(await found(asked, 5)).toEqual(exactly(asked, 5));
  }
});

test('pictures that the caller has are left out, however many of the nearest they are', async () => {
  const asked = vectors[0] as Float32Array;
  const mine = new Set(exactly(asked, 150));
  await missingPictures(server, model.version, [...mine]);
  expect(await found(asked, 5)).toEqual(exactly(asked, 5, (k) => mine.has(hashOf(k))));
  await db.query('DELETE FROM dramatis.holder');
});

test('an index that was thrown away is built again by init', async () => {
  const index = async () =>
    (await db.query("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%hnsw%'")).rows as { indexname: string }[];
  const [before] = await index();
  await db.exec(`DROP INDEX dramatis.${before?.indexname}`);
  expect(await index()).toEqual([]);
  await db.exec(schema);
  expect(await index()).toEqual([before]);
  const asked = vectors[3] as Float32Array;
  expect(await found(asked, 5)).toEqual(exactly(asked, 5));
});

test('what a server without pgvector has kept as bytes becomes halves when it gets pgvector', async () => {
  await db.exec('DROP SCHEMA dramatis CASCADE; DROP EXTENSION vector');
  // As if it were not there yet.
  await db.exec(schema.replaceAll("name = 'vector' AND installed_version", "name = 'none' AND installed_version"));
  expect(await vectorForm(server)).toBe('bytea');
  const asked = vectors[9] as Float32Array;
  const sent = picture(asked, 9);
  const faces = sent.faces.map((face) => ({ ...face, vector: vectorToText(asked, 'bytea') }));
  await pushPictures(server, model.version, [{ ...sent, faces }]);
  await db.exec(schema);
  expect(await vectorForm(server)).toBe('halfvec');
  const [back] = await pullPictures(server, model.version, [sent.hash]);
  const read = vectorFromText(back?.faces[0]?.vector ?? '', 16);
  expect(read?.every((value, at) => Math.abs(value - (asked[at] ?? 0)) < 1e-3)).toBe(true);
  expect(await found(asked, 5)).toEqual([sent.hash]);
});
