import { createRequire } from 'node:module';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { Studio } from '../../../electron/engine/studio/studio.ts';
import type { Without } from './without.ts';

const [library = ''] = process.argv.slice(2);
using database = openDatabase(library);
const times = Array.from({ length: 21 }, () => {
  const started = performance.now();
  void new Studio({ db: database.db, follow: true, onCarried: () => undefined, onChanged: () => undefined });
  return performance.now() - started;
});
const loaded = Object.keys(createRequire(import.meta.url).cache);
const result: Without = {
  startMs: times.toSorted((a, b) => a - b)[10] ?? 0,
  loadedFiles: loaded.filter((path) => /node_modules[\\/](pg|pgpass|pg-[a-z-]+)[\\/]/.test(path)).length,
};
console.log(JSON.stringify(result));
