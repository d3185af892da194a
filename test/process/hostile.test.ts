import { expect, test } from 'vitest';
import { formatOf, headBytes, knownFormats } from '../../electron/contract/formats.ts';
import { hostileRun } from '../hostile/hostile-run.ts';
import { hostileSamples } from '../hostile/samples.ts';

/** Of the whole process: what may be decoded at once, the files themselves, and the packages of the readers. */
const memoryBytes = 700 * 2 ** 20;

test('every row of the table of formats has a file to be damaged', async () => {
  const samples = await hostileSamples();
  const labels = samples.map(
    ({ bytes, ending }) => formatOf(bytes.toString('latin1', 0, headBytes), `a.${ending}`)?.label,
  );
  expect(new Set(labels)).toEqual(new Set(knownFormats.map(({ label }) => label)));
});

test('500 damaged files: the process survives them, in time and memory, with one outcome for each', async () => {
  const run = await hostileRun({
    count: 500,
    seed: 1,
    longestMs: 120_000,
  });
  expect(run.faults).toEqual([]);
  expect(run.files).toBe(500);
  // Not all damage is seen; most is.
  expect(run.outcomes.get('decoded')).toBeGreaterThan(50);
  expect(run.outcomes.get('corrupt')).toBeGreaterThan(150);
  expect(run.peak.bytes).toBeLessThan(memoryBytes);
});
