import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InferenceThread } from '../../electron/engine/models/inference-thread.ts';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import type { ThreadData } from '../../electron/engine/models/protocol.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyModels } from './tiny-onnx.ts';

const script = pathToFileURL(join(import.meta.dirname, 'failing-worker.ts'));

async function threadData(): Promise<ThreadData> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-thread-'));
  await writeTinyModels(folder);
  const manifest = await loadManifest(folder);
  await rm(folder, { recursive: true });
  return { manifest, threads: 1, providers: ['cpu'] };
}

const embed = (thread: InferenceThread, count: number) => thread.run({}, 'embed', { pixels: new Uint8Array(3), count });

describe('InferenceThread', () => {
  it('fails the calls of a thread that dies, and answers the next one from a new thread', async () => {
    await using thread = new InferenceThread(await threadData(), script);
    await thread.start();
    expect(await embed(thread, 1)).toEqual(Float32Array.of(1));
    // The failing worker answers nothing to 2 and dies of 0: both callers must hear of it.
    const unanswered = embed(thread, 2);
    const deadly = embed(thread, 0);
    await expect(unanswered).rejects.toMatchObject({ code: 'engine-stopped' });
    await expect(deadly).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(await embed(thread, 1)).toEqual(Float32Array.of(1));
  });

  it('passes an error of one call on and keeps the thread', async () => {
    await using thread = new InferenceThread(await threadData(), script);
    await expect(embed(thread, 3)).rejects.toMatchObject({ code: 'model-invalid', subject: 'three' });
    expect(await embed(thread, 1)).toEqual(Float32Array.of(1));
  });
});
