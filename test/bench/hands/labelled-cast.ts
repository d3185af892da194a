import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readFaces, readPictures, type LabelledFace } from '../shared-data.ts';

/** How many pictures each character is in: 200 of 44 characters, few of them large, as in a studio's folder. */
const large = [18, 16, 14, 12, 12, 10, 10, 9, 8, 8, 7, 6, 6, 5, 5, 4, 4, 4, 3, 3, 3, 3];
const shares = [...large, ...Array<number>(8).fill(2), ...Array<number>(14).fill(1)];

/** A folder of pictures, and who is who in it. */
export interface LabelledCast {
  readonly folder: string;
  readonly pictures: number;
  /** By the name of the file. */
  readonly identities: ReadonlyMap<string, string>;
}

/** Writes 200 labelled pictures of `val` into a folder: different drawings, the same ones each time for a seed. */
export async function writeCast(folder: string, seed: number): Promise<LabelledCast> {
  const chosen = await chooseFaces(seed);
  const files = new Map(chosen.map(({ path }, at) => [path, `art_${String(at).padStart(3, '0')}${extname(path)}`]));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for await (const { path, bytes } of readPictures('faces', (path) => files.has(path)))
    await writeFile(join(folder, files.get(path) ?? ''), bytes);
  const identities = new Map(chosen.map((face) => [files.get(face.path) ?? '', nameOf(face)]));
  return { folder, pictures: chosen.length, identities };
}

const nameOf = ({ identity }: LabelledFace): string => identity.replaceAll(/^\d+_|[_.]/g, ' ').trim();

/** For each share the first character, in an order that says nothing of them, who has so many drawings. */
async function chooseFaces(seed: number): Promise<LabelledFace[]> {
  const place = (text: string): string => placeOf(text, seed);
  const drawings = new Map((await readFaces('val')).map((face) => [`${keyOf(face)} ${face.drawing}`, face]));
  const left = [...Map.groupBy(drawings.values(), keyOf)].toSorted(([a], [b]) => (place(a) < place(b) ? -1 : 1));
  const chosen = shares.flatMap((share) => {
    const at = left.findIndex(([, faces]) => faces.length >= share);
    const [[, faces] = ['', []]] = left.splice(at, 1);
    return faces.slice(0, share);
  });
  return chosen.toSorted((a, b) => (place(a.path) < place(b.path) ? -1 : 1));
}

const keyOf = ({ source, identity }: LabelledFace): string => `${source} ${identity}`;

/** Sorted by it, characters come mixed, in another order for each seed. */
function placeOf(text: string, seed: number): string {
  return createHash('sha256').update(`${seed} ${text}`).digest('hex');
}
