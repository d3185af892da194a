import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aptProgress,
  fetched,
  fetchProgress,
  installProgress,
  isLogLineDue,
  stepLine,
} from '../../../build/set-up/progress.mjs';

const nothingYet = { total: 106, lookedUp: 0, unpacked: 0, received: 0, last: [] };

test.each([
  { state: nothingYet, said: '106 to install' },
  { state: { ...nothingYet, lookedUp: 40 }, said: '40 of 106 looked up' },
  { state: { ...nothingYet, lookedUp: 90, received: 12_400_000 }, said: '90 of 106 looked up, 12 MB fetched' },
  { state: { ...nothingYet, lookedUp: 106, unpacked: 50 }, said: '50 of 106 unpacked' },
  {
    state: {
      ...nothingYet,
      lookedUp: 106,
      unpacked: 104,
      received: 1_191_000_000,
      last: [
        { name: 'vite', bytes: 0 },
        { name: 'onnxruntime-node', bytes: 150_000_000 },
      ],
    },
    said: '104 of 106 unpacked, 1,191 MB fetched, now vite, onnxruntime-node (150 MB)',
  },
])('packages read as "$said"', ({ state, said }) => {
  expect(installProgress(state)).toBe(said);
});

test('what npm had in its cache is not called fetched', () => {
  expect(fetched(20_000)).toBe('');
  expect(fetchProgress(0)).toBe('on its way');
  expect(fetchProgress(53_000_000, 31_000_000)).toBe('on its way, 53 MB fetched, 31 MB unpacked');
});

test('a step says its name, what it is at, and its time', () => {
  expect(stepLine('Node', 'v24.21.0', 3.21)).toBe('Node               v24.21.0 (3.2 s)');
  expect(stepLine('Packages', '106 to install', 129)).toBe('Packages           106 to install (2 min 9 s)');
});

test('a moving line stays within the terminal, with its time', () => {
  expect(stepLine('Packages', '104 of 106 unpacked, now onnxruntime-node', 5, 50)).toBe(
    'Packages           104 of 106 unpacked, … (5.0 s)',
  );
  fc.assert(
    fc.property(
      fc.string(),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
      fc.integer({ min: 40, max: 200 }),
      (said, seconds, width) => {
        const line = stepLine('Packages', said, seconds, width);
        expect(line.length).toBeLessThan(width);
        expect(line).toMatch(/ s\)$/);
      },
    ),
  );
});

test('a log says something after a second, then every five, and about thirty times in twenty minutes', () => {
  const said: number[] = [];
  for (let second = 0; second <= 1200; second += 0.5) {
    if (isLogLineDue(second, said.at(-1) ?? null)) said.push(second);
  }
  expect(said.slice(0, 4)).toEqual([1, 6, 11, 16]);
  expect(said.length).toBeLessThan(30);
});

test("apt's status reads as a sentence with a percentage, and its other words as nothing", () => {
  expect(aptProgress('dlstatus:3:12.5000:Retrieving file 3 of 48')).toBe('fetching file 3 of 48, 12 %');
  expect(aptProgress('pmstatus:libgbm1:61.9048:Unpacking libgbm1 (amd64)')).toBe('unpacking libgbm1 (amd64), 61 %');
  expect(aptProgress('Reading package lists...')).toBeNull();
});
