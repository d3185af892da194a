import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { nameOfSample } from './sample-names.ts';

/**
 * The samples of a folder by the name of their character: a file of its own is named by itself, the files of a
 * sub-folder by that. Hidden ones are left out. Throws `folder-not-found`.
 */
export async function listSamples(folder: string): Promise<Map<string, string[]>> {
  const samples = new Map<string, string[]>();
  const add = (name: string, path: string) => samples.set(name, [...(samples.get(name) ?? []), path]);
  for (const entry of await entriesOf(folder)) {
    if (entry.isFile()) add(nameOfSample(entry.name), join(folder, entry.name));
    if (!entry.isDirectory()) continue;
    for (const inside of await entriesOf(join(folder, entry.name))) {
      if (inside.isFile()) add(entry.name, join(folder, entry.name, inside.name));
    }
  }
  return samples;
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw new AppError('folder-not-found', folder, { cause });
  }
}
