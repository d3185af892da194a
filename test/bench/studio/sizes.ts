import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { pushPictures, type SentPicture } from '../../../electron/engine/studio/server/picture-calls.ts';
import { schema } from '../../../electron/engine/studio/server/schema.ts';
import { vectorToText } from '../../../electron/engine/studio/server/vector-text.ts';
import { random, unit } from '../../support/vectors.ts';

const faces = 10_000;
/** As the embedder's. */
const dimensions = 256;

/** Bytes of one face on a server with pgvector. */
export interface Sizes {
  readonly faces: number;
  /** Its row, and its place in the index of the key. */
  readonly row: number;
  readonly hnsw: number;
  /** Of a picture: row and indexes. */
  readonly picture: number;
  readonly buildSeconds: number;
}

/** By PostgreSQL with pgvector in this process, because Debian's has none; one face a picture. */
export async function pgvectorSizes(): Promise<Sizes> {
  const db = await PGlite.create({ extensions: { vector } });
  try {
    await db.exec(schema);
    const next = random(11);
    const started = performance.now();
    const rows = async <Row>(sql: string, values: unknown[] = []) => (await db.query<Row>(sql, values)).rows;
    await pushPictures(
      { rows },
      'm-1',
      Array.from({ length: faces }, (_, k) => picture(k, next)),
    );
    const buildSeconds = (performance.now() - started) / 1000;
    const size = async (what: string) => {
      const [row] = await rows<{ bytes: string }>(`SELECT (${what})::text AS bytes`);
      return Math.round(Number(row?.bytes) / faces);
    };
    const hnsw = `SELECT sum(pg_relation_size(indexrelid)) FROM pg_index WHERE indrelid = 'dramatis.seen_face'::regclass AND NOT indisprimary`;
    return {
      ...{ faces, buildSeconds, hnsw: await size(hnsw) },
      row: await size(`pg_total_relation_size('dramatis.seen_face') - (${hnsw})`),
      picture: await size(`pg_total_relation_size('dramatis.picture')`),
    };
  } finally {
    await db.close();
  }
}

function picture(k: number, next: () => number): SentPicture {
  const seen = unit(Array.from({ length: dimensions }, () => next() - 0.5));
  const face = { box: [0, 0, 10, 10] as const, score: 0.9, vector: vectorToText(seen, 'halfvec') };
  const hash = k.toString(16).padStart(64, '0');
  const likeness = Buffer.alloc(80, 1).toString('base64');
  return { hash, width: 100, height: 100, isPreview: false, likeness, faces: [face] };
}
