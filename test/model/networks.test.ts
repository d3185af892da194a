import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../electron/contract/errors.ts';
import type { ExecutionProvider, Processor } from '../../electron/contract/providers.ts';
import { Inference } from '../../electron/engine/models/inference.ts';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import type { ModelManifest } from '../../electron/engine/vision/manifest.ts';
import type { Network } from '../../electron/engine/models/network.ts';
import { openNetworks, type OpenNetwork } from '../../electron/engine/models/networks.ts';
import { explainFailure, inOrder, planProviders } from '../../electron/engine/models/providers.ts';
import { writeTinyModels } from './tiny-onnx.ts';

let manifest: ModelManifest;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-networks-'));
  await writeTinyModels(folder);
  manifest = await loadManifest(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** Networks that answer zeros in the right shapes; of five places of a picture, the detector is sure of two. */
const working: OpenNetwork = async (names): Promise<Network> => {
  const zeros = (shape: readonly number[]) => ({ data: new Float32Array(shape.reduce((a, b) => a * b)), shape });
  const scores = (batch: number) => {
    const chances = [0.9, 0.01, 0, 0.8, 0.04];
    return { data: Float32Array.from({ length: 5 * batch }, (_, k) => chances[k % 5] ?? 0), shape: [batch, 5] };
  };
  const detects = names.outputs.length === 2;
  const run: Network['run'] = async (_, [batch = 0]) =>
    detects ? [zeros([batch, 5, 4]), scores(batch)] : [zeros([batch, 48])];
  return { batches: true, run, release: async () => {} };
};

function brokenOn(broken: Partial<Record<ExecutionProvider, string>>, atRun = false): OpenNetwork {
  return async (names, placement) => {
    const why = broken[placement.provider];
    const network = await working(names, placement);
    if (why === undefined) return network;
    if (!atRun) throw new Error(why);
    return { ...network, run: () => Promise.reject(new Error(why)) };
  };
}

const open = (providers: readonly ExecutionProvider[], opener: OpenNetwork) =>
  openNetworks({ manifest, threads: 3, providers }, opener);

describe('openNetworks', () => {
  it('uses the first provider that works', async () => {
    const { processor } = await open(['cuda', 'cpu'], working);
    expect(processor).toEqual({ provider: 'cuda', threads: 3, refused: [] });
  });

  it('goes on to the next provider where one does not start, and tells of all that were refused', async () => {
    const { processor } = await open(['cuda', 'dml', 'cpu'], brokenOn({ cuda: 'driver too old', dml: 'no' }));
    expect(processor).toEqual({
      provider: 'cpu',
      threads: 3,
      refused: [
        { provider: 'cuda', reason: 'failed', detail: 'driver too old' },
        { provider: 'dml', reason: 'failed', detail: 'no' },
      ],
    });
  });

  it('does not trust a provider that starts and then fails its first run', async () => {
    const { processor } = await open(['coreml', 'cpu'], brokenOn({ coreml: 'unsupported layer' }, true));
    expect(processor.provider).toBe('cpu');
    expect(processor.refused).toEqual([{ provider: 'coreml', reason: 'failed', detail: 'unsupported layer' }]);
  });

  it('does not use a card that answers something else than the processor', async () => {
    const answering = (values: readonly number[]): Network['run'] => {
      return async (_, [batch = 0]) => [
        { data: Float32Array.from({ length: batch * 48 }, (_, k) => values[k % 2] ?? 0), shape: [batch, 48] },
      ];
    };
    const wrong: OpenNetwork = async (names, placement) => {
      const network = await working(names, placement);
      if (names.outputs.length === 2) return network;
      return { ...network, run: answering(placement.provider === 'cuda' ? [1, -1] : [1, 1]) };
    };
    const { processor } = await open(['cuda', 'cpu'], wrong);
    expect(processor.provider).toBe('cpu');
    expect(processor.refused).toEqual([{ provider: 'cuda', reason: 'differs', detail: 'embedding: cosine 0.0000' }]);
  });

  it('blames the models where the processor cannot run them either', async () => {
    const failing = open(['cuda', 'cpu'], brokenOn({ cuda: 'no', cpu: 'detector.onnx: not a network' }));
    await expect(failing).rejects.toMatchObject({ code: 'model-invalid', subject: 'detector.onnx: not a network' });
  });

  it('does not look for another provider where the models themselves are wrong', async () => {
    const tried: string[] = [];
    const wrong: OpenNetwork = async (_, { provider }) => {
      tried.push(provider);
      throw new AppError('model-invalid', 'no output');
    };
    await expect(open(['cuda', 'cpu'], wrong)).rejects.toMatchObject({ code: 'model-invalid' });
    expect(tried).toEqual(['cuda']);
  });
});

describe('Inference', () => {
  const embed = (grey: number) =>
    ({ name: 'embed', args: [{ pixels: new Uint8Array(16 * 16 * 3).fill(grey), count: 1 }] }) as const;
  const job = embed(0);

  /** Works for its first `runs` runs on CUDA, and always on the processor. */
  function dyingCard(runs: number): OpenNetwork {
    let left = runs;
    return async (names, placement) => {
      const network = await working(names, placement);
      if (placement.provider === 'cpu') return network;
      const run: Network['run'] = (...args) => (left-- > 0 ? network.run(...args) : Promise.reject(new Error('lost')));
      return { ...network, run };
    };
  }

  it('goes on with the processor, and says so, where a graphics card dies in the middle', async () => {
    const seen: Processor[] = [];
    const data = { manifest, threads: 1, providers: ['cuda', 'cpu'] as const };
    const inference = await Inference.start(data, dyingCard(3), (processor) => seen.push(processor));
    expect((await inference.run([job]))[0]).toHaveLength(2 * 48);
    expect(seen.map(({ provider }) => provider)).toEqual(['cuda']);
    expect((await inference.run([job]))[0]).toHaveLength(2 * 48);
    expect(seen[1]).toEqual({
      provider: 'cpu',
      threads: 1,
      refused: [{ provider: 'cuda', reason: 'lost', detail: 'lost' }],
    });
    expect((await inference.run([job]))[0]).toHaveLength(2 * 48);
    expect(seen).toHaveLength(2);
  });

  it('embeds the crops of several pictures in one run, and gives each its own', async () => {
    const batches: number[] = [];
    const counting: OpenNetwork = async (names, placement) => {
      const network = await working(names, placement);
      const run: Network['run'] = async (tensor, [batch = 0]) => {
        batches.push(batch);
        // Each answer is full of the first number of its row.
        const data = Float32Array.from({ length: batch * 48 }, (_, k) => tensor[Math.floor(k / 48) * 3 * 16 * 16] ?? 0);
        return [{ data, shape: [batch, 48] }];
      };
      return names.outputs.length === 2 ? network : { ...network, run };
    };
    const inference = await Inference.start({ manifest, threads: 1, providers: ['cpu'] }, counting, () => undefined);
    const jobs = [255, 51].map(embed);
    expect(inference.countTogether(jobs)).toBe(2);
    batches.length = 0;
    const [light, dark] = (await inference.run(jobs)) as Float32Array[];
    expect(batches).toEqual([4]);
    expect(light?.length).toBe(2 * 48);
    expect(new Set(light)).toEqual(new Set([1]));
    expect(dark?.[95]).toBeCloseTo(0.2, 5);
  });

  it('lets a card look at several pictures together, those of one size in one run, a processor at one', async () => {
    const find = (width: number) => {
      return { name: 'find', args: [{ width, height: 32, data: new Uint8Array(width * 32 * 3) }] } as const;
    };
    const runs: string[] = [];
    const counting: OpenNetwork = async (names, placement) => {
      const network = await working(names, placement);
      const run: Network['run'] = (tensor, shape) => {
        runs.push(shape.join('×'));
        return network.run(tensor, shape);
      };
      return names.outputs.length === 2 ? { ...network, run } : network;
    };
    const on = (provider: ExecutionProvider) =>
      Inference.start({ manifest, threads: 1, providers: [provider] }, counting, () => undefined);
    const jobs = [find(32), find(64), find(32), find(32)];
    const card = await on('cuda');
    expect(card.countTogether(jobs)).toBe(4);
    expect(card.countTogether([job, ...jobs])).toBe(1);
    runs.length = 0;
    expect(await card.run(jobs)).toEqual([[], [], [], []]);
    const together = runs.filter((shape) => shape.startsWith('3×'));
    const alone = runs.filter((shape) => shape.startsWith('1×'));
    expect(together.length).toBeGreaterThan(0);
    expect(alone).toHaveLength(together.length);
    expect(runs).toHaveLength(2 * together.length);
    expect((await on('cpu')).countTogether(jobs)).toBe(1);
  });

  it('passes the error on where the processor fails', async () => {
    let runs = 0;
    const failing: OpenNetwork = async (names, placement) => {
      const network = await working(names, placement);
      const run: Network['run'] = (...args) =>
        ++runs > 2 ? Promise.reject(new Error('no memory')) : network.run(...args);
      return { ...network, run };
    };
    const inference = await Inference.start({ manifest, threads: 1, providers: ['cpu'] }, failing, () => undefined);
    await expect(inference.run([job])).rejects.toThrow('no memory');
  });
});

describe('planProviders', () => {
  const offer = { known: ['cpu', 'coreml', 'cuda', 'webgpu'], mayHaveCard: true };

  it('keeps the order, says what this system does not have, and ends with the processor', () => {
    const plan = planProviders(['cuda', 'dml', 'coreml', 'cpu', 'webgpu'], offer);
    expect(plan.toTry).toEqual(['cuda', 'coreml', 'cpu']);
    expect(plan.refused).toEqual([{ provider: 'dml', reason: 'other-system', detail: '' }]);
    expect(planProviders([], offer)).toEqual({ toTry: ['cpu'], refused: [] });
  });

  it('does not try WebGPU on a machine that shows no graphics card', () => {
    const plan = planProviders(['webgpu'], { ...offer, mayHaveCard: false });
    expect(plan).toEqual({ toTry: ['cpu'], refused: [{ provider: 'webgpu', reason: 'no-device', detail: '' }] });
  });
});

describe('inOrder', () => {
  it('tells of a card that was lost first, of the others as they were wanted', () => {
    const refused = (['webgpu', 'cuda', 'dml'] as const).map((provider) => {
      return { provider, reason: provider === 'dml' ? 'lost' : 'failed', detail: '' } as const;
    });
    const { refused: told } = inOrder({ provider: 'cpu', threads: 1, refused }, ['cuda', 'dml', 'webgpu']);
    expect(told.map(({ provider }) => provider)).toEqual(['dml', 'cuda', 'webgpu']);
  });
});

describe('explainFailure', () => {
  it('tells apart what is missing, what is not there and what failed, in one line of its words', () => {
    const missing = new Error('OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library');
    expect(explainFailure('cuda', missing)).toMatchObject({ provider: 'cuda', reason: 'not-installed' });
    expect(explainFailure('webgpu', new Error('Failed to get a WebGPU adapter'))).toMatchObject({
      reason: 'no-device',
    });
    const lacking = new Error('libcudnn.so.9: cannot open shared object file: No such file or directory');
    expect(explainFailure('cuda', lacking)).toEqual({
      provider: 'cuda',
      reason: 'library-missing',
      detail: 'libcudnn.so.9',
    });
    const more = new Error('libcuda.so.1, libcublas.so.13: cannot open shared object file');
    expect(explainFailure('cuda', more)).toMatchObject({ detail: 'libcuda.so.1, libcublas.so.13' });
    const failed = { provider: 'dml', reason: 'failed', detail: 'boom' };
    expect(explainFailure('dml', new Error('boom\n at line 3'))).toEqual(failed);
  });
});
