import { open, stat } from 'node:fs/promises';
import { formatOf, headBytes, type KnownFormat } from '../../contract/formats.ts';
import { headOf, messageOf, SkipError } from './limits/skip-error.ts';

/** A picture to decode: a path, the bytes of a file, or these with its name, by which some kinds are known. */
export type PictureSource = string | Uint8Array | { readonly bytes: Uint8Array; readonly name: string };

/** What kind of file it is; null: none that is known. Throws SkipError (`unreadable`). */
export async function recognise(source: PictureSource): Promise<KnownFormat | null> {
  if (typeof source === 'string') return formatOf(headOf(await readHead(source)), source);
  if (source instanceof Uint8Array) return formatOf(headOf(source));
  return formatOf(headOf(source.bytes), source.name);
}

async function readHead(path: string): Promise<Uint8Array> {
  try {
    // Opening a pipe would wait for somebody who writes into it.
    if (!(await stat(path)).isFile()) throw new Error('not a file');
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw new SkipError('unreadable', messageOf(cause), { cause });
  }
}
