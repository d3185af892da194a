import { expect, test } from 'vitest';
import type { Box } from '../../../../electron/contract/geometry.ts';
import { BoxDrawing } from '../../../../renderer/preview/box-drawing.svelte.ts';

const size = { width: 400, height: 300 };
const plain = { shiftKey: false, altKey: false };

function start(box: Box | null): { drawing: BoxDrawing; told: Box[] } {
  const told: Box[] = [];
  const drawing: BoxDrawing = new BoxDrawing(size, box, () => told.push(drawing.box!));
  return { drawing, told };
}

test('a drag over the picture draws a box, and tells of it as it grows', () => {
  const { drawing, told } = start(null);
  drawing.take('drawing', { x: 50, y: 60 });
  drawing.drag({ x: 90, y: 100 });
  drawing.drag({ x: 150, y: 160 });
  drawing.letGo();
  drawing.drag({ x: 10, y: 10 });
  expect(told).toEqual([
    [50, 60, 40, 40],
    [50, 60, 100, 100],
  ]);
});

test('a press without a drag changes nothing', () => {
  const { drawing, told } = start([10, 10, 50, 50]);
  drawing.take('drawing', { x: 200, y: 200 });
  drawing.letGo();
  expect(told).toEqual([]);
  expect(drawing.box).toEqual([10, 10, 50, 50]);
});

test('a box is moved as a whole, or by one of its corners', () => {
  const { drawing } = start([100, 100, 50, 50]);
  drawing.take('box', { x: 120, y: 120 });
  drawing.drag({ x: 130, y: 115 });
  drawing.letGo();
  expect(drawing.box).toEqual([110, 95, 50, 50]);
  drawing.take('se', { x: 160, y: 145 });
  drawing.drag({ x: 180, y: 165 });
  expect(drawing.box).toEqual([110, 95, 70, 70]);
});

test('the keyboard draws too: a first box in the middle, arrows to move it, Shift to size it, Alt for single pixels', () => {
  const { drawing } = start(null);
  drawing.start();
  expect(drawing.box).toEqual([162.5, 112.5, 75, 75]);
  drawing.handleArrow({ ...plain, key: 'ArrowRight' });
  drawing.handleArrow({ ...plain, key: 'ArrowUp', altKey: true });
  expect(drawing.box).toEqual([165.5, 111.5, 75, 75]);
  drawing.handleArrow({ ...plain, key: 'ArrowDown', shiftKey: true });
  expect(drawing.box).toEqual([165.5, 111.5, 75, 78]);
  expect(drawing.handleArrow({ ...plain, key: 'Enter' })).toBe(false);
});
