import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { isPicture } from '../pipeline/folders/scan.ts';
import { namesOfSamples } from './sample-names.ts';

export interface FoundSamples {
  /** Files by the name of their character. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
  /** What is in the folder and is no sample. */
  readonly passedOver: readonly string[];
}

interface Listed {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly others: readonly string[];
}

/**
 * The samples of a folder by the name of their character: a picture of its own is named by itself, the pictures of a
 * sub-folder by that. Links count as what they lead to; hidden files are left out. Throws `folder-not-found`.
 */
export async function listSamples(folder: string): Promise<FoundSamples> {
  const samples = new Map<string, string[]>();
  const add = (name: string, path: string) => samples.set(name, [...(samples.get(name) ?? []), path]);
  const { files, folders, others } = await list(folder);
  const passedOver = others.map((name) => join(folder, name));
  for (const [file, name] of namesOfSamples(files)) add(name, join(folder, file));
  for (const name of folders) {
    const inside = await list(join(folder, name));
    for (const file of inside.files) add(name, join(folder, name, file));
    passedOver.push(...[...inside.folders, ...inside.others].map((other) => join(folder, name, other)));
  }
  return { samples: new Map([...samples].sort(([a], [b]) => (a < b ? -1 : 1))), passedOver };
}

async function list(folder: string): Promise<Listed> {
  const found = { files: [] as string[], folders: [] as string[], others: [] as string[] };
  for (const entry of await entriesOf(folder)) {
    const kind = await kindOf(entry, join(folder, entry.name));
    if (kind === 'folder') found.folders.push(entry.name);
    else if (kind === 'file' && isPicture(entry.name)) found.files.push(entry.name);
    else found.others.push(entry.name);
  }
  return found;
}

/** Null where a link leads nowhere, and for what is neither. */
async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | null> {
  try {
    const what = entry.isSymbolicLink() ? await stat(path) : entry;
    if (what.isFile()) return 'file';
    return what.isDirectory() ? 'folder' : null;
  } catch {
    return null;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw new AppError('folder-not-found', folder, { cause });
  }
}
