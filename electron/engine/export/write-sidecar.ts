import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import { moveFile } from '../rename/batch/move-file.ts';
import { stemAndExtension } from '../rename/naming/paths.ts';

const noPlaceholders = { allow: () => undefined };

/** The sidecar that a picture has, under the name of digiKam or of Lightroom; else the one that it would get. */
export function sidecarOf(picture: string): string {
  const names = fs.readdirSync(dirname(picture));
  const name = basename(picture);
  const { stem } = stemAndExtension(name);
  const alone = names.filter((other) => stemAndExtension(other).stem === stem && !other.endsWith('.xmp')).length === 1;
  const known =
    names.includes(`${name}.xmp`) || !alone || !names.includes(`${stem}.xmp`) ? `${name}.xmp` : `${stem}.xmp`;
  return join(dirname(picture), known);
}

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
  const part = writePart(path, text);
  try {
    moveFile(fs, part, path, noPlaceholders);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

/** Takes the place of whatever is there: the artist was asked. */
export function writeOver(path: string, text: string): void {
  const part = writePart(path, text);
  try {
    fs.renameSync(part, path);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

/** Takes the place of a file that still says `before`; what it said is kept in the folder `kept`. */
export function replace(path: string, before: string, text: string, kept: string): void {
  fs.mkdirSync(kept, { recursive: true });
  fs.writeFileSync(join(kept, `${createHash('sha256').update(before).digest('hex')}.xmp`), before);
  const part = writePart(path, text);
  if (readIfThere(path) !== before) {
    fs.rmSync(part);
    throw new AppError('not-writable', path);
  }
  fs.renameSync(part, path);
}

function writePart(path: string, text: string): string {
  const part = join(dirname(path), `.dramatis-${randomBytes(5).toString('hex')}`);
  const file = fs.openSync(part, 'wx');
  try {
    fs.writeFileSync(file, text);
    fs.fsyncSync(file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
  return part;
}
