import type { Box, PictureSize } from '../../../contract/geometry.ts';
import type { VectorForm } from './vector-text.ts';
import type { StudioServer } from './server.ts';

/** A face as it crosses. */
export interface SentFace {
  readonly box: Box;
  readonly score: number;
  /** See vector-text.ts. */
  readonly vector: string;
}

/** What a model saw in a picture, as it crosses. */
export interface SentPicture extends PictureSize {
  /** SHA-256 of its bytes, hex. */
  readonly hash: string;
  /** Base64. */
  readonly likeness: string;
  readonly faces: readonly SentFace[];
}

/** With the number that the server gave it. */
export interface KeptPicture extends SentPicture {
  readonly n: number;
}

interface Row extends Omit<KeptPicture, 'n' | 'isPreview'> {
  readonly n: string;
  readonly is_preview: boolean;
}

type Asked = Pick<StudioServer, 'rows'>;

/** How the server keeps vectors: it is to be sent them so. `bytea`: it cannot search. */
export async function vectorForm(server: Asked): Promise<VectorForm> {
  const [row] = await server.rows<{ form: VectorForm }>('SELECT dramatis.vector_form() AS form');
  return row?.form ?? 'bytea';
}

/** Says which pictures are here; answers those of which nobody has told what this model sees in them. Hashes in hex. */
export async function missingPictures(server: Asked, version: string, hashes: readonly string[]): Promise<string[]> {
  const rows = await server.rows<{ hash: string }>('SELECT dramatis.missing_pictures($1, $2) AS hash', [
    version,
    hashes,
  ]);
  return rows.map(({ hash }) => hash);
}

/** A picture that the server knows already stays as it is. */
export async function pushPictures(server: Asked, version: string, pictures: readonly SentPicture[]): Promise<void> {
  await server.rows('SELECT dramatis.push_pictures($1, $2)', [version, JSON.stringify(pictures)]);
}

/** What is known of these pictures. */
export async function pullPictures(server: Asked, version: string, hashes: readonly string[]): Promise<KeptPicture[]> {
  const rows = await server.rows<Row>('SELECT * FROM dramatis.pull_pictures($1, $2)', [version, hashes]);
  return rows.map(toPicture);
}

/** The first pictures that came after number `after`. */
export async function picturesAfter(
  server: Asked,
  version: string,
  after: number,
  most: number,
): Promise<KeptPicture[]> {
  const rows = await server.rows<Row>('SELECT * FROM dramatis.pictures_after($1, $2, $3)', [version, after, most]);
  return rows.map(toPicture);
}

/** The faces nearest to a vector in pictures that the caller does not have, each with its picture. For servers that can search. */
export async function findPictures(
  server: Asked,
  version: string,
  vector: string,
  most: number,
): Promise<KeptPicture[]> {
  const rows = await server.rows<Row>('SELECT * FROM dramatis.find($1, $2, $3)', [version, vector, most]);
  return rows.map(toPicture);
}

function toPicture({ n, is_preview: isPreview, ...row }: Row): KeptPicture {
  return { ...row, n: Number(n), isPreview };
}
