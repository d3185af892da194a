import { expect, test, vi } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { Edited, LookAlike } from '../../../../electron/contract/api/edits-api.ts';
import type { Face } from '../../../../electron/contract/api/faces-api.ts';
import type { Box } from '../../../../electron/contract/geometry.ts';
import type { FaceId, PictureId } from '../../../../electron/contract/ids.ts';
import { FaceBoxing } from '../../../../renderer/preview/face-boxing.svelte.ts';

const picture = 5 as PictureId;
const size = { width: 400, height: 300 };
const corner: Box = [0, 0, 40, 40];

function looksLike(name: string, probability: number): LookAlike {
  return { name, probability, character: 1, similarity: probability, face: 2 } as unknown as LookAlike;
}

function rig(looks: () => LookAlike[] = () => [looksLike('Mika', 0.9), looksLike('Aoi', 0.01)]) {
  const calls: unknown[] = [];
  const answer = (id: number) => ({ face: { id } as Face, edited: {} as Edited });
  const boxing = new FaceBoxing({
    lookAt: async (...args) => (calls.push(['lookAt', ...args]), looks()),
    addFace: async (...args) => (calls.push(['addFace', ...args]), answer(9)),
    addFigure: async (...args) => (calls.push(['addFigure', ...args]), answer(7)),
    adjustFace: async (...args) => (calls.push(['adjustFace', ...args]), answer(4)),
  });
  return { boxing, calls };
}

test('a box that is drawn says whom it looks like, and becomes a face', async () => {
  const { boxing, calls } = rig();
  const drawing = boxing.draw(picture, size);
  drawing.take('drawing', { x: 0, y: 0 });
  drawing.drag({ x: 40, y: 40 });
  await vi.waitFor(() => expect(boxing.looks).toHaveLength(2));
  const { face } = await boxing.save(corner, picture, { name: 'Mika' });
  expect(face.id).toBe(9);
  expect(calls).toEqual([
    ['lookAt', picture, corner],
    ['addFace', picture, corner, { name: 'Mika' }],
  ]);
  expect(boxing.drawing).toBeNull();
});

test('who is hardly alike is not offered by key', async () => {
  const { boxing } = rig();
  boxing.draw(picture, size).start();
  await vi.waitFor(() => expect(boxing.likely.map(({ name }) => name)).toEqual(['Mika']));
});

test('adjusting moves the box of the face it began with', async () => {
  const { boxing, calls } = rig();
  const drawing = boxing.adjust(picture, size, { id: 4 as FaceId, box: corner });
  drawing.handleArrow({ key: 'ArrowRight', shiftKey: false, altKey: true });
  await boxing.save(drawing.box ?? corner, picture);
  expect(calls.at(-1)).toEqual(['adjustFace', 4, [1, 0, 40, 40], undefined]);
});

test('why a box shows nobody is told, until it shows somebody', async () => {
  let empty = true;
  const { boxing } = rig(() => {
    if (empty) throw new AppError('box-empty');
    return [looksLike('Mika', 0.9)];
  });
  const drawing = boxing.draw(picture, size);
  drawing.start();
  await vi.waitFor(() => expect(boxing.error?.code).toBe('box-empty'));
  empty = false;
  drawing.handleArrow({ key: 'ArrowUp', shiftKey: false, altKey: false });
  await vi.waitFor(() => expect(boxing.likely).toHaveLength(1));
  expect(boxing.error).toBeNull();
});

test('a figure is offered to nobody, and stored as one', async () => {
  const { boxing, calls } = rig();
  boxing.draw(picture, size).start();
  await vi.waitFor(() => expect(boxing.likely).toHaveLength(1));
  boxing.figure = true;
  expect(boxing.likely).toEqual([]);
  await boxing.save(corner, picture);
  expect(calls.at(-1)).toEqual(['addFigure', picture, corner, undefined]);
  boxing.draw(picture, size);
  expect(boxing.figure).toBe(false);
});

test('a box that cannot be stored stays, to be tried again', async () => {
  const failing = new FaceBoxing({
    lookAt: async () => [],
    addFace: async () => Promise.reject(new AppError('picture-gone', 5)),
    addFigure: async () => Promise.reject(new AppError('picture-gone', 5)),
    adjustFace: async () => Promise.reject(new AppError('face-gone', 4)),
  });
  failing.draw(picture, size).start();
  await expect(failing.save(corner, picture)).rejects.toThrow('Picture 5');
  expect(failing.drawing?.box).not.toBeNull();
  expect(failing.saving).toBe(false);
});
