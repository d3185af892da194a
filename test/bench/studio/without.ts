import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { Studio } from '../../../electron/engine/studio/studio.ts';
import { generateLibrary } from '../engine/generated-library.ts';

export interface Without {
  /** What a library that is in no studio pays for them at its start: median. */
  readonly startMs: number;
  readonly loadedFiles: number;
}

/** Has to run before anything has loaded `pg`. */
export function withoutStudio(folder: string): Without {
  const library = join(folder, 'without');
  generateLibrary(library, 10_000);
  using database = openDatabase(library);
  const times = Array.from({ length: 21 }, () => {
    const started = performance.now();
    void new Studio({ db: database.db, follow: true, onCarried: () => undefined, onChanged: () => undefined });
    return performance.now() - started;
  });
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  return {
    startMs: times.toSorted((a, b) => a - b)[10] ?? 0,
    loadedFiles: loaded.filter((path) => /node_modules[\\/](pg|pgpass|pg-[a-z-]+)[\\/]/.test(path)).length,
  };
}
