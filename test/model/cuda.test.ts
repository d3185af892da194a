import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openModels } from '../../electron/engine/models/session.ts';
import { writeTinyModels } from './tiny-onnx.ts';

const onnxruntime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
const part = join(onnxruntime, 'bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so');
const hasCard = existsSync('/dev/nvidia0');

test.skipIf(!existsSync(part) || hasCard)(
  'where CUDA’s files are there and the driver is not, what is missing is named, and the CPU is used',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dramatis-cuda-'));
    await writeTinyModels(folder);
    await using models = await openModels(folder, { threads: 1, providers: ['cuda'] });
    expect(models.processor.provider).toBe('cpu');
    const [refused] = models.processor.refused;
    expect(refused?.reason).toBe('library-missing');
    expect(refused?.detail).toContain('libcuda.so.1');
    await rm(folder, { recursive: true });
  },
);
