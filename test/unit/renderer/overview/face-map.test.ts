import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapPoint } from '../../../../electron/contract/api/map-api.ts';
import type { Face } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId, PictureId } from '../../../../electron/contract/ids.ts';
import { moved, toMap, toStage, wholeMap, zoomed } from '../../../../renderer/overview/map/camera.ts';
import { FaceMapView } from '../../../../renderer/overview/map/face-map.svelte.ts';
import { isInside } from '../../../../renderer/overview/map/lasso.ts';
import { faceSide, SpreadFaces } from '../../../../renderer/overview/map/spread-faces.ts';

const stage = { width: 800, height: 600 };

function pointAt(face: number, x: number, y: number, character = 1): MapPoint {
  return { face: face as FaceId, picture: face as PictureId, character: character as CharacterId, x, y };
}

function viewOf(points: readonly MapPoint[]) {
  const asked: (readonly FaceId[])[] = [];
  const view = new FaceMapView({
    faceMap: async () => ({ map: { points, of: points.length }, progress: null, waits: null }),
    facesById: async (faces) => {
      asked.push(faces);
      return faces.map((id) => ({ id }) as Face);
    },
  });
  view.stage = stage;
  return { view, asked };
}

test('what lies under the pointer stays there while the map grows, and the way back is the same', () => {
  const at = fc.record({ x: fc.integer({ min: 100, max: 700 }), y: fc.integer({ min: 100, max: 500 }) });
  fc.assert(
    fc.property(at, fc.double({ min: 1, max: 20, noNaN: true }), (point, factor) => {
      const near = zoomed(wholeMap(stage), stage, factor, point);
      const held = toMap(wholeMap(stage), stage, point);
      const back = toStage(near, stage, held);
      // Beside the map nothing has to stay.
      if (near.centre.x > 0 && near.centre.x < 1 && near.centre.y > 0 && near.centre.y < 1) {
        expect(back.x).toBeCloseTo(point.x, 4);
        expect(back.y).toBeCloseTo(point.y, 4);
      }
    }),
  );
  const far = moved(wholeMap(stage), { x: -1e6, y: 0 });
  expect(far.centre).toEqual({ x: 1, y: 0.5 });
});

test('what is looked at stays in its place while a panel opens and closes beside it; the whole map stays whole', () => {
  const { view } = viewOf([]);
  view.resize({ width: 500, height: 600 });
  expect(view.camera).toEqual(wholeMap({ width: 500, height: 600 }));
  view.resize(stage);
  view.zoom(6, { x: 100, y: 500 });
  const face = { x: 0.2, y: 0.7 };
  const before = view.place(face);
  for (const size of [{ width: 500, height: 520 }, stage]) {
    view.resize(size);
    const now = view.place(face);
    expect([now.x - before.x, now.y - before.y].map((apart) => Math.abs(apart) < 1e-6)).toEqual([true, true]);
  }
});

test('a lasso holds what it goes around, bays left out', () => {
  const bay = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 4 },
    { x: 2, y: 1 },
    { x: 0, y: 4 },
  ];
  expect([isInside({ x: 1, y: 1 }, bay), isInside({ x: 2, y: 3 }, bay), isInside({ x: 5, y: 1 }, bay)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('each cell of the map shows one face, and which one does not depend on where the camera is', () => {
  const points = Array.from({ length: 400 }, (_, k) => pointAt(k + 1, (k % 20) / 20, Math.floor(k / 20) / 20));
  const faces = new SpreadFaces(points);
  const whole = wholeMap(stage);
  expect(faces.at(whole).length).toBeLessThan(points.length);
  expect(faces.at(moved(whole, { x: 40, y: 9 }))).toBe(faces.at(whole));
  expect(faces.at({ ...whole, scale: whole.scale * 8 })).toHaveLength(points.length);
});

test('a click anywhere on a face that is drawn means it, also above the dot of another', async () => {
  const { view } = viewOf([pointAt(1, 0.1, 0.1, 7), pointAt(2, 0.9, 0.9, 8), pointAt(3, 0.91, 0.9, 8)]);
  view.state.refresh();
  await new Promise(setImmediate);
  const [face, dot] = [view.place({ x: 0.9, y: 0.9 }), view.place({ x: 0.91, y: 0.9 })];
  const half = faceSide(view.camera) / 2;
  expect(view.at({ x: face.x - half + 1, y: face.y + half - 1 })?.face).toBe(2);
  expect(view.at(dot)?.face).toBe(2);
  expect(view.at({ x: face.x - half - 24, y: face.y })).toBeNull();
});

test('the largest groups are seen first; a lasso takes its faces and lets them go', async () => {
  const points = [pointAt(1, 0.1, 0.1, 7), pointAt(2, 0.9, 0.9, 8), pointAt(3, 0.91, 0.9, 8), pointAt(4, 0.5, 0.5, 9)];
  const { view, asked } = viewOf(points);
  view.state.refresh();
  await new Promise(setImmediate);
  expect(view.points.map(({ face }) => face)).toEqual([2, 1, 4, 3]);
  expect(view.at(view.place({ x: 0.1, y: 0.1 }))?.face).toBe(1);
  expect(view.at({ x: 0, y: 0 })).toBeNull();
  view.line = [
    { x: 0.8, y: 0.8 },
    { x: 1, y: 0.8 },
    { x: 1, y: 1 },
    { x: 0.8, y: 1 },
  ].map((point) => view.place(point));
  view.close();
  expect(view.held).toEqual([2, 3]);
  expect(await view.load({ offset: 1, limit: 10 })).toEqual([{ id: 3 }]);
  expect(asked).toEqual([[3]]);
  expect([view.letGo(), view.letGo(), view.held.length]).toEqual([true, false, 0]);
  view.zoom(4);
  expect(view.camera.scale).toBeGreaterThan(wholeMap(stage).scale);
  view.toWhole();
  expect(view.camera).toEqual(wholeMap(stage));
});
