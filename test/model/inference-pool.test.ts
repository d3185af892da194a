import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { InferencePool, planLanes } from '../../electron/engine/models/inference-pool.ts';
import { InferenceThread } from '../../electron/engine/models/inference-thread.ts';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import type { ModelManifest } from '../../electron/engine/vision/manifest.ts';
import type { ThreadData } from '../../electron/engine/models/protocol.ts';
import { writeTinyModels } from './tiny-onnx.ts';

const script = pathToFileURL(join(import.meta.dirname, 'failing-worker.ts'));
/** The failing worker answers 1 at once and 2 never. */
const embed = (pool: InferencePool, count: 1 | 2) => pool.run({}, 'embed', { pixels: new Uint8Array(3), count });

let manifest: ModelManifest;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-pool-'));
  await writeTinyModels(folder);
  manifest = await loadManifest(folder);
  await rm(folder, { recursive: true });
});

function countingPool(threads: number): { pool: InferencePool; started: ThreadData[] } {
  const started: ThreadData[] = [];
  const pool = new InferencePool({ manifest, threads, providers: ['cpu'] }, (data) => {
    started.push(data);
    return new InferenceThread(data, script);
  });
  return { pool, started };
}

describe('planLanes', () => {
  it('keeps to the threads it was given, and always has a lane', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (threads) => {
        const { lanes, threadsEach } = planLanes(threads);
        expect(lanes).toBeGreaterThanOrEqual(1);
        expect(lanes).toBeLessThanOrEqual(4);
        expect(lanes * threadsEach).toBeLessThanOrEqual(threads);
      }),
    );
    expect(planLanes(2)).toEqual({ lanes: 2, threadsEach: 1 });
    expect(planLanes(8)).toEqual({ lanes: 4, threadsEach: 2 });
  });
});

describe('InferencePool', () => {
  it('stays with one thread while calls come one after another', async () => {
    const { pool, started } = countingPool(4);
    await using _closing = pool;
    await pool.start();
    for (let call = 0; call < 3; call++) await embed(pool, 1);
    expect(started).toHaveLength(1);
    expect(pool.processor).toEqual({ provider: 'cpu', threads: 4, refused: [] });
  });

  it('starts another thread where all are busy, up to its lanes, and works around a busy one', async () => {
    const { pool, started } = countingPool(4);
    await pool.start();
    const stuck = [embed(pool, 2)];
    expect(await embed(pool, 1)).toEqual(Float32Array.of(1));
    expect(started.map(({ threads }) => threads)).toEqual([2, 2]);
    stuck.push(embed(pool, 2));
    const outcomes = Promise.allSettled(stuck);
    expect(await embed(pool, 1)).toEqual(Float32Array.of(1));
    expect(started).toHaveLength(2);
    await pool[Symbol.asyncDispose]();
    const stopped = { status: 'rejected', reason: { code: 'engine-stopped' } };
    expect(await outcomes).toMatchObject([stopped, stopped]);
  });
});
