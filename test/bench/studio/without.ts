import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { generateLibrary } from '../engine/generated-library.ts';

export interface Without {
  /** What a library that is in no studio pays for them at its start: median. */
  readonly startMs: number;
  readonly loadedFiles: number;
}

/** In a process of its own: the bench itself has loaded `pg`. */
export function withoutStudio(folder: string): Without {
  const library = join(folder, 'without');
  generateLibrary(library, 10_000);
  const start = join(import.meta.dirname, 'start-without.ts');
  return JSON.parse(execFileSync(process.execPath, [start, library], { encoding: 'utf8' })) as Without;
}
