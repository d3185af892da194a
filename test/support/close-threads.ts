import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import { VectorIndex } from '../../electron/engine/vectors/vector-index.ts';
import { VectorThreads } from '../../electron/engine/clustering/vector-threads.ts';

/** A program of its own: closes threads at many moments of a search, with nothing else to keep the process alive. */
const faces = 2_000;
const moments = Array.from({ length: 60 }, (_, k) => k * 0.05); // ms

const query = Float32Array.from({ length: 64 }, (_, k) => (k === 0 ? 1 : 0));
const index = new VectorIndex(query.length);
for (let k = 1; k <= faces; k += 1) index.set(k as FaceId, query, k as PictureId);

for (const moment of moments) {
  const threads = new VectorThreads(index.table.handle);
  const { pictures } = index;
  const search = () => threads.run('search', query, { pictures, from: 0, to: faces, limit: 3, min: 0 });
  await search();
  const running = search().catch(() => null);
  const end = performance.now() + moment;
  while (performance.now() < end);
  await threads[Symbol.asyncDispose]();
  await running;
}
console.log('closed');
