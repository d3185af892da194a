import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { knownEndings } from '../../contract/formats.ts';
import { renameOverSync } from '../../disk/rename-over.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import { moveFile } from '../rename/batch/move-file.ts';
import { realFileSystem } from '../rename/batch/real-files.ts';
import { stemAndExtension } from '../rename/naming/paths.ts';

const noPlaceholders = { allow: () => undefined };

/** Some programs write it large. */
export const sidecarEndings = ['xmp', 'XMP'] as const;

/** The sidecar that a picture has, under the name of digiKam or of Lightroom; else the one that it would get. */
export function sidecarOf(picture: string): string {
  const folder = dirname(picture);
  const { stem } = stemAndExtension(basename(picture));
  const there = (name: string) =>
    sidecarEndings.map((ending) => join(folder, `${name}.${ending}`)).find((path) => fs.existsSync(path));
  const own = there(basename(picture));
  if (own !== undefined) return own;
  const shared = there(stem);
  return shared !== undefined && picturesByStem(fs.readdirSync(folder)).get(stem) === 1 ? shared : `${picture}.xmp`;
}

/** How many pictures have a stem: a sidecar of Lightroom's can mean only one. Captions and the like are no pictures. */
export function picturesByStem(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const { stem, extension } = stemAndExtension(name);
    if (endings.has(extension.toLowerCase())) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

const endings: ReadonlySet<string> = new Set(knownEndings);

export function readIfThere(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole under another name first, synced, and never over a file that has appeared. */
export function writeNew(path: string, text: string): void {
  withPart(path, text, (part) => moveFile(realFileSystem, part, path, noPlaceholders));
}

/** The same of a long text, in pieces; `over`: it takes the place of whatever is there, the artist was asked. */
export async function writePieces(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  over: boolean,
): Promise<void> {
  await partBeside(path, async (part) => {
    {
      await using file = await fs.promises.open(part, 'wx');
      for await (const piece of pieces) await file.write(piece);
      await file.sync();
    }
    if (over) renameOverSync(part, path);
    else moveFile(realFileSystem, part, path, noPlaceholders);
  });
}

/** Takes the place of a file that still says `before`; what it said is kept in the folder `kept`. */
export function replace(path: string, before: string, text: string, kept: string): void {
  fs.mkdirSync(kept, { recursive: true });
  fs.writeFileSync(join(kept, `${createHash('sha256').update(before).digest('hex')}${extname(path)}`), before);
  withPart(path, text, (part) => {
    if (readIfThere(path) !== before) throw new AppError('not-writable', path);
    renameOverSync(part, path);
  });
}

/** Makes a file beside a place for `use`, which puts it there; else nothing is left of it. */
export async function partBeside<T>(path: string, use: (part: string) => Promise<T>): Promise<T> {
  const part = partFor(path);
  try {
    return await use(part);
  } finally {
    fs.rmSync(part, { force: true });
  }
}

/** No picture by its name: nobody takes it for one. */
function partFor(path: string): string {
  return join(dirname(path), `.dramatis-${randomBytes(5).toString('hex')}`);
}

/** Writes the text beside its place, synced, for `use` to put it there; where that fails nothing is left of it. */
function withPart(path: string, text: string, use: (part: string) => void): void {
  const part = partFor(path);
  try {
    writePart(part, text);
    use(part);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function writePart(part: string, text: string): void {
  const file = fs.openSync(part, 'wx');
  try {
    fs.writeFileSync(file, text);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
