import { expect, test } from 'vitest';
import { processorWords, whyRefused } from '../../../electron/engine/health/plain-words.ts';

test('a fallback is told with the library that is missing, and what is used instead', () => {
  const refused = [
    { provider: 'cuda', reason: 'library-missing', detail: 'libcudnn.so.9' },
    { provider: 'dml', reason: 'other-system', detail: '' },
  ] as const;
  expect(processorWords({ provider: 'cpu', threads: 2, refused })).toBe(
    'CPU, 2 threads (CUDA: libcudnn.so.9 not found → using CPU)',
  );
});

test('a processor that was the first choice needs no explanation', () => {
  expect(processorWords({ provider: 'cuda', threads: 1, refused: [] })).toBe('CUDA, 1 thread');
});

test.each([
  ['no-device', '', 'WebGPU: no suitable graphics card'],
  ['failed', 'driver too old', 'WebGPU: driver too old'],
  ['lost', 'device removed', 'WebGPU: stopped answering (device removed)'],
] as const)('a reason reads as a sentence: %s', (reason, detail, words) => {
  expect(whyRefused('webgpu', { reason, detail })).toBe(words);
});
