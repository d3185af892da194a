import { expect, test } from 'vitest';
import { placeWindow, smallestWindow } from '../../../electron/main/window/window-state.ts';

const left = { x: 0, y: 24, width: 1920, height: 1056 };
const right = { x: 1920, y: 0, width: 2560, height: 1440 };

test('a first window is centred on the first display', () => {
  expect(placeWindow(null, [left, right])).toEqual({ x: 320, y: 132, width: 1280, height: 840 });
});

test('a window opens where it was, on whichever display', () => {
  const saved = { x: 2100, y: 200, width: 1400, height: 900 };
  expect(placeWindow(saved, [left, right])).toEqual(saved);
});

test('a window of a display that is gone comes back to the first one', () => {
  const saved = { x: 2100, y: 200, width: 1400, height: 900 };
  expect(placeWindow(saved, [left])).toEqual({ x: 320, y: 132, width: 1280, height: 840 });
});

test('a window is never larger than its display, and its title bar can be grabbed', () => {
  const saved = { x: 10, y: -300, width: 4000, height: 2000 };
  expect(placeWindow(saved, [left])).toEqual({ x: 10, y: 24, width: 1920, height: 1056 });
});

test('a window is never too small to work in', () => {
  expect(placeWindow({ x: 50, y: 50, width: 10, height: 10 }, [left])).toMatchObject(smallestWindow);
});
