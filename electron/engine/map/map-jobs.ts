import { tell } from '../threads/thread-port.ts';
import { layOut } from './layout/lay-out.ts';

/** Share of the work after which the other side hears of it again. */
const told = 0.05;

export type MapJobs = typeof mapJobs;

/** Work that takes seconds to minutes. */
export const mapJobs = {
  /** rows × dimensions → rows × 2. */
  layOut(vectors: Float32Array, dimensions: number): Float32Array {
    let last = 0;
    return layOut(vectors, dimensions, (done) => {
      if (done - last < told) return;
      last = done;
      tell(done);
    });
  },
};
