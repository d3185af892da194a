import { afterEach, expect, test, vi } from 'vitest';
import type { Network, NetworkNames, Placement } from '../../../electron/engine/models/network.ts';
import { openEmbedder } from '../../../electron/engine/models/open-embedder.ts';
import type { EmbedderManifest } from '../../../electron/engine/vision/manifest.ts';

const embedder = {
  path: 'full.onnx',
  quantised: { file: 'small.onnx', sha256: '', path: 'small.onnx' },
  input: { name: 'image', size: 4, colour: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
  output: { name: 'embedding', dimensions: 2 },
  mirror: false,
} as unknown as EmbedderManifest;
const processor: Placement = { provider: 'cpu', threads: 1 };

/** What a network takes for a run, in ms of the thread's time, which only they take, and its answer for every crop. */
type Stand = readonly [ms: number, answer: readonly [number, number]];

function openOf(stands: Readonly<Record<string, Stand>>) {
  const opened: string[] = [];
  const released: string[] = [];
  let now = 0;
  vi.spyOn(process, 'threadCpuUsage').mockImplementation((since) => ({
    user: now * 1_000 - (since?.user ?? 0),
    system: 0,
  }));
  const open = async ({ path }: NetworkNames): Promise<Network> => {
    opened.push(path);
    const [ms, answer] = stands[path] as Stand;
    return {
      batches: true,
      run: async (_, [crops = 0]) => {
        now += ms;
        return [
          { data: Float32Array.from({ length: crops * 2 }, (__, k) => answer[k % 2] as number), shape: [crops, 2] },
        ];
      },
      release: async () => void released.push(path),
    };
  };
  return { open, opened, released };
}

afterEach(() => vi.restoreAllMocks());

test('the quantised network is taken where it is faster and answers alike', async () => {
  const { open, released } = openOf({ 'full.onnx': [10, [3, 4]], 'small.onnx': [6, [3.1, 4]] });
  expect(await openEmbedder(embedder, processor, open)).toMatchObject({ quantised: true });
  expect(released).toEqual(['full.onnx']);
});

test.each<[string, Stand]>([
  ['gains too little', [9, [3, 4]]],
  ['answers otherwise', [1, [4, 3]]],
])('the full network is kept where the quantised one %s', async (_, small) => {
  const { open, released } = openOf({ 'full.onnx': [10, [3, 4]], 'small.onnx': small });
  expect(await openEmbedder(embedder, processor, open)).toMatchObject({ quantised: false });
  expect(released).toEqual(['small.onnx']);
});

test('what was found before is not tried again', async () => {
  const { open, opened } = openOf({ 'full.onnx': [10, [3, 4]], 'small.onnx': [1, [3, 4]] });
  expect(await openEmbedder(embedder, processor, open, true)).toMatchObject({ quantised: true });
  expect(await openEmbedder(embedder, processor, open, false)).toMatchObject({ quantised: false });
  expect(opened).toEqual(['small.onnx', 'full.onnx']);
});

test('a graphics card runs the full network', async () => {
  const { open, opened } = openOf({ 'full.onnx': [10, [3, 4]] });
  expect(await openEmbedder(embedder, { ...processor, provider: 'cuda' }, open)).toMatchObject({ quantised: false });
  expect(opened).toEqual(['full.onnx']);
});
