import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { knownEndings } from '../../contract/formats.ts';

/** Whether a path from outside is a picture's file, by its ending; a folder may have such a name too. */
export function isPictureFile(path: string): boolean {
  const ending = extname(path).slice(1).toLowerCase();
  return knownEndings.includes(ending) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
