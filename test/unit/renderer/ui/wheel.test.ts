import { expect, test } from 'vitest';
import { wheelPixels, wheelZoom } from '../../../../renderer/ui/wheel.ts';

test('lines and pages of a wheel count as the pixels that they stand for', () => {
  expect([0, 1, 2].map((deltaMode) => wheelPixels({ deltaY: 3, deltaMode }))).toEqual([3, 48, 1200]);
});

test('300 pixels away double, the same way back halves, and two fingers go a third of it', () => {
  const zoom = (deltaY: number, ctrlKey = false) => wheelZoom({ deltaY, deltaMode: 0, ctrlKey });
  expect([zoom(-300), zoom(300), zoom(-100, true), zoom(0)]).toEqual([2, 0.5, 2, 1]);
});
