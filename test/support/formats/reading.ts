import { bytesInMemory } from '../../../electron/engine/pictures/reading/file-bytes.ts';
import type { Reader, Reading } from '../../../electron/engine/pictures/formats/reader.ts';
import { SkipError } from '../../../electron/engine/pictures/limits/skip-error.ts';

/** Reads bytes as a file, with room for everything. */
export async function read(reader: Reader, bytes: Uint8Array): Promise<Reading> {
  return await reader(bytesInMemory(bytes), () => undefined);
}

/** How many of the file's bytes are read. */
export async function bytesRead(reader: Reader, bytes: Uint8Array): Promise<number> {
  let read = 0;
  const file = bytesInMemory(bytes);
  const counted = {
    size: file.size,
    read: (at: number, length: number) => {
      const piece = file.read(at, length);
      read += piece.length;
      return piece;
    },
  };
  await reader(counted, () => undefined);
  return read;
}

/** Why a file is not read: a reason of the skipped list, or `damaged` for anything that is thrown otherwise. */
export async function refusal(reader: Reader, bytes: Uint8Array): Promise<string> {
  try {
    await read(reader, bytes);
    return 'it was read';
  } catch (error) {
    return error instanceof SkipError ? error.reason : 'damaged';
  }
}
