import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { checkEncoded } from '../encoded.ts';
import type { FileBytes, MakeRoom } from '../reader.ts';

/** More than any of these programs writes; listing them all takes a second. */
const mostEntries = 200_000;
const pieceBytes = 1024 * 1024;

/**
 * The content of the first of the names that an archive has, and that name; null: it has none of them. Only the list of entries and
 * that one are read. Throws SkipError where it would be too long, and what yauzl throws where the archive is damaged.
 */
export async function readEntry<Name extends string>(
  file: FileBytes,
  names: readonly Name[],
  makeRoom: MakeRoom,
): Promise<{ readonly name: Name; readonly bytes: Uint8Array } | null> {
  const zip = await fromRandomAccessReaderPromise(new ZipBytes(file), file.size, { autoClose: false });
  try {
    const found = await entriesNamed(zip, names);
    const name = names.find((wanted) => found.has(wanted));
    const entry = name && found.get(name);
    return entry ? { name, bytes: await unpack(zip, entry, makeRoom) } : null;
  } finally {
    zip.close();
  }
}

async function entriesNamed(zip: ZipFile, names: readonly string[]): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  if (zip.entryCount > mostEntries) throw new Error(`${zip.entryCount} entries`);
  for await (const entry of zip.eachEntry()) {
    if (!names.includes(entry.fileName)) continue;
    found.set(entry.fileName, entry);
    // The best of them: the rest of the list does not matter.
    if (entry.fileName === names[0]) break;
  }
  return found;
}

/** yauzl ends a stream that is longer than the archive says. */
async function unpack(zip: ZipFile, entry: Entry, makeRoom: MakeRoom): Promise<Uint8Array> {
  checkEncoded(entry.uncompressedSize);
  // In pieces, and put together.
  makeRoom(entry.uncompressedSize * 2);
  return await buffer(await zip.openReadStreamPromise(entry));
}

/** A file as yauzl reads it. */
class ZipBytes extends RandomAccessReader {
  readonly #file: FileBytes;

  constructor(file: FileBytes) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  *#pieces(start: number, end: number): Generator<Uint8Array> {
    for (let at = start; at < end; at += pieceBytes) {
      const piece = this.#file.read(at, Math.min(pieceBytes, end - at));
      if (piece.length === 0) return;
      yield piece;
    }
  }
}
