import { expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { matchNames, type KnownFace } from '../../../electron/engine/import/match-names.ts';

const face = (id: number, box: Box, more: Partial<KnownFace> = {}): KnownFace => ({
  ...{ face: id as FaceId, box, name: null, isConfirmed: false, isNone: false, refused: [] },
  ...more,
});
const left: Box = [10, 10, 40, 40];
const right: Box = [110, 10, 40, 40];

test('a region takes the face that it covers, however widely or tightly the other program frames a face', () => {
  const faces = [face(1, left), face(2, right)];
  const head: Box = [0, -5, 70, 70];
  const tight: Box = [115, 16, 24, 26];
  expect(
    matchNames(
      [
        { name: 'Mika', box: head },
        { name: 'Ren', box: tight },
      ],
      faces,
    ),
  ).toEqual([
    { fate: 'face', name: 'Mika', face: 1 },
    { fate: 'face', name: 'Ren', face: 2 },
  ]);
});

test('two regions on one face: the better one has it, and the other becomes a box', () => {
  const beside: Box = [14, 30, 40, 40];
  const placed = matchNames(
    [
      { name: 'Ren', box: beside },
      { name: 'Mika', box: left },
    ],
    [face(1, left)],
  );
  expect(placed).toEqual([
    { fate: 'box', name: 'Ren', box: beside },
    { fate: 'face', name: 'Mika', face: 1 },
  ]);
});

test('a region with no face under it is a box to draw', () => {
  const back: Box = [300, 10, 40, 40];
  expect(matchNames([{ name: 'Mika', box: back }], [face(1, left)])).toEqual([
    { fate: 'box', name: 'Mika', box: back },
  ]);
});

test('what the artist has decided stays: another name, a refusal, "not a face"', () => {
  const wanted = [{ name: 'Mika', box: left }];
  const fate = (more: Partial<KnownFace>) => matchNames(wanted, [face(1, left, more)])[0]?.fate;
  expect(fate({ name: 'Ren', isConfirmed: true })).toBe('kept');
  expect(fate({ refused: ['Mika'] })).toBe('kept');
  expect(fate({ isNone: true })).toBe('kept');
  expect(fate({ name: 'Mika', isConfirmed: true })).toBe('same');
  expect(fate({ name: 'Ren' })).toBe('face');
  expect(fate({ name: 'Mika' })).toBe('face');
});

test('a name of the whole picture goes to the only face that can be meant', () => {
  const whole = { name: 'Mika', box: null };
  expect(matchNames([whole], [face(1, left)])).toEqual([{ fate: 'face', name: 'Mika', face: 1 }]);
  expect(matchNames([whole], [])).toEqual([{ fate: 'no-face', name: 'Mika' }]);
  expect(matchNames([whole], [face(1, left), face(2, right)])).toEqual([{ fate: 'several-faces', name: 'Mika' }]);
  const other = face(1, left, { name: 'Ren', isConfirmed: true });
  expect(matchNames([whole], [other, face(2, right)])).toEqual([{ fate: 'face', name: 'Mika', face: 2 }]);
  expect(matchNames([whole], [other])).toEqual([{ fate: 'kept', name: 'Mika', face: 1 }]);
  const grouped = face(2, right, { name: 'Mika' });
  expect(matchNames([whole], [face(1, left), grouped])).toEqual([{ fate: 'face', name: 'Mika', face: 2 }]);
});

test('a name with a region and again for the whole picture is one, and so are two regions at one place', () => {
  const again: Box = [12, 11, 40, 40];
  const wanted = [
    { name: 'Mika', box: null },
    { name: 'Mika', box: left },
    { name: 'Mika', box: again },
    { name: 'Mika', box: right },
  ];
  expect(matchNames(wanted, [face(1, left), face(2, right)]).map(({ fate }) => fate)).toEqual(['face', 'face']);
});
