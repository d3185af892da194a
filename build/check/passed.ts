import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up/run.mjs';

/** Ignored by git, and gone with the packages that wrote it. */
export const cacheFolder = join(root, 'node_modules/.cache/dramatis');

/** What no static check reads: outputs, packages (their lock is read), weights and the code that trains them. */
const unread = ['.git', '.cache', '.svelte-check', 'dist', 'native-models', 'node_modules', 'out', 'test-results'];

/** A hash of the path and bytes of every file that a static check may read, and of the packages that are installed. */
export function hashOfInputs(): string {
  const folders = readdirSync(root).filter((name) => !unread.includes(name));
  const hash = createHash('sha256').update(process.version);
  for (const file of [...folders.flatMap(filesIn).sort(), 'node_modules/.package-lock.json']) {
    hash.update(`\n${file}\n`).update(read(join(root, file)) ?? '');
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(`${path}/${name}`));
}

/** Remembers that a check has passed on just these inputs; a check that fails is forgotten. */
export function passedBefore(name: string, inputs: string) {
  const stamp = join(cacheFolder, `${name.toLowerCase()}.passed`);
  return {
    holds: () => read(stamp)?.toString() === inputs,
    note(passed: boolean) {
      mkdirSync(cacheFolder, { recursive: true });
      if (passed) writeFileSync(stamp, inputs);
      else rmSync(stamp, { force: true });
    },
  };
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null; // It has not passed yet, or a link leads nowhere.
  }
}
