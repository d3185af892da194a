import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Processor } from '../../electron/contract/providers.ts';
import { Inference } from '../../electron/engine/models/inference.ts';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import type { ModelManifest } from '../../electron/engine/vision/manifest.ts';
import { openNetwork } from '../../electron/engine/models/network.ts';
import type { OpenNetwork } from '../../electron/engine/models/networks.ts';
import type { Answer, Job } from '../../electron/engine/models/protocol.ts';
import type { Models } from '../../electron/engine/models/session.ts';
import { readEmbeddings } from '../../electron/engine/vision/embed.ts';
import { draw, grey } from '../support/drawn.ts';
import { bench } from '../support/library.ts';
import { writeTinyModels } from './tiny-onnx.ts';

const pictures = 24;

/** Stands in for a graphics card: the processor's own network, until it has had `runs` runs. */
function dyingCard(runs: number): OpenNetwork {
  let left = runs;
  return async (names, placement) => {
    const network = await openNetwork(names, { ...placement, provider: 'cpu' });
    if (placement.provider === 'cpu') return network;
    return {
      batches: network.batches,
      run: (...args) => (left-- > 0 ? network.run(...args) : Promise.reject(new Error('device removed'))),
      release: () => network.release(),
    };
  };
}

/** Models on one inference after another, as the inference thread does them. */
async function modelsOn(manifest: ModelManifest, open: OpenNetwork): Promise<Models & { seen: Processor[] }> {
  const seen: Processor[] = [];
  const data = { manifest, threads: 1, providers: ['cuda', 'cpu'] as const };
  const inference = await Inference.start(data, open, (processor) => seen.push(processor));
  let queue: Promise<unknown> = Promise.resolve();
  const run = async <A extends Answer>(job: Job): Promise<A> => {
    const answers = queue.then(() => inference.run([job]));
    queue = answers.catch(() => undefined);
    return (await answers)[0] as A;
  };
  return {
    manifest,
    seen,
    get processor() {
      return seen.at(-1) as Processor;
    },
    use: () => Promise.reject(new Error('not asked for here')),
    detect: (image) => run({ name: 'find', args: [image] }),
    async embed(crops) {
      const pixels = new Uint8Array(Buffer.concat(crops.map(({ data: bytes }) => bytes)));
      const answers = await run<Float32Array>({ name: 'embed', args: [{ pixels, count: crops.length }] });
      return readEmbeddings(answers, manifest.embedder.output.dimensions, manifest.embedder.mirror);
    },
    [Symbol.asyncDispose]: () => inference.release(),
  };
}

async function index(open: OpenNetwork, manifest: ModelManifest) {
  await using here = await bench();
  for (let k = 0; k < pictures; k += 1) await draw(here.art, `${k}.png`, [grey, grey], k);
  const models = await modelsOn(manifest, open);
  await using library = here.open({ models });
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const { pictures: found, faces, skipped, processor } = await library.engine.status();
  return { found, faces, skipped, processor, providers: models.seen.map(({ provider }) => provider) };
}

test('a graphics card that is lost while a folder is indexed costs no picture and no face', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-lost-'));
  try {
    await writeTinyModels(folder);
    const manifest = await loadManifest(folder);
    const whole = await index(dyingCard(Infinity), manifest);
    expect(whole).toMatchObject({ found: pictures, skipped: 0, providers: ['cuda'] });
    expect(whole.faces).toBeGreaterThanOrEqual(pictures);
    const cut = await index(dyingCard(pictures), manifest);
    expect(cut).toMatchObject({ found: pictures, faces: whole.faces, skipped: 0, providers: ['cuda', 'cpu'] });
    expect(cut.processor).toMatchObject({
      provider: 'cpu',
      refused: [{ provider: 'cuda', reason: 'lost', detail: 'device removed' }],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
