import { lstat, realpath, stat } from 'node:fs/promises';
import type { FileToTrash, MayTrash, StackToTrash, WhyItStays } from '../../contract/api/duplicates-api.ts';
import { stampOnDisk } from '../pipeline/folders/scan.ts';
import type { FileStore } from '../store/files.ts';

/** Which of the files may go, as they lie on the disk now. */
export async function mayTrash(files: FileStore, stacks: readonly StackToTrash[]): Promise<MayTrash> {
  const may: { paths: string[]; stays: { path: string; why: WhyItStays }[] } = { paths: [], stays: [] };
  for (const { going, staying } of stacks) {
    const kept = await placesOf(staying.map(({ path }) => path));
    for (const file of going) {
      const why = (await whyNotAsCompared(files, file)) ?? (await whyNotSpared(file.path, kept));
      if (why === null) may.paths.push(file.path);
      else may.stays.push({ path: file.path, why });
    }
  }
  return may;
}

async function whyNotAsCompared(files: FileStore, { picture, path }: FileToTrash): Promise<WhyItStays | null> {
  const known = files.asIdentified(path);
  const now = await stampOnDisk(path);
  if (!now) return 'gone';
  const isSame = known?.picture === picture && known.size === now.size && known.mtimeMs === now.mtimeMs;
  return isSame ? null : 'changed';
}

/** Where the bytes of a file lie, whatever path leads to them. */
interface Place {
  readonly real: string;
  readonly id: string;
}

/** Nothing for files that are gone. */
async function placesOf(paths: readonly string[]): Promise<readonly Place[]> {
  const places = await Promise.all(paths.map((path) => placeOf(path).catch(() => null)));
  return places.filter((place) => place !== null);
}

async function placeOf(path: string): Promise<Place & { readonly names: bigint }> {
  const { dev, ino, nlink } = await stat(path, { bigint: true });
  return { real: await realpath(path), id: `${dev} ${ino}`, names: nlink };
}

/** A file goes only where one of its stack stays: not itself by a link, or by another path to its folder. A link may go: nothing but the link goes. */
async function whyNotSpared(path: string, kept: readonly Place[]): Promise<WhyItStays | null> {
  if (kept.length > 0 && (await lstat(path)).isSymbolicLink()) return null;
  const { real, id, names } = await placeOf(path);
  const isAnother = (other: Place): boolean => other.real !== real && (other.id !== id || names > 1n);
  return kept.some(isAnother) ? null : 'last';
}
