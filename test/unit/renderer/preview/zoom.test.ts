import { describe, expect, it } from 'vitest';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import { PixelProbe } from '../../../../renderer/preview/zoom/pixel-probe.svelte.ts';
import { handleZoomKey } from '../../../../renderer/preview/zoom/zoom-keys.ts';
import { Zoom } from '../../../../renderer/preview/zoom/zoom.svelte.ts';

const staged = { picture: { width: 4_000, height: 3_000 }, stage: { width: 1_000, height: 750 } };
const key = (name: string, shiftKey = false) =>
  ({ key: name, shiftKey, ctrlKey: false, metaKey: false, altKey: false }) as KeyboardEvent;

describe('Zoom', () => {
  it('goes nearer, farther, to its own size and back to all of it by keys', () => {
    const zoom = new Zoom(() => 1);
    const press = (name: string): number => {
      expect(handleZoomKey(zoom, staged, key(name))).toBe(true);
      return zoom.percent(staged);
    };
    expect([press('+'), press('+'), press('-'), press('z'), press('z'), press('z'), press('0')]).toEqual([
      35, 50, 35, 100, 25, 100, 25,
    ]);
    expect(zoom.near).toBe(false);
    expect(handleZoomKey(zoom, staged, key('ArrowLeft'))).toBe(false);
  });

  it('moves the picture by Shift and the arrows, up to its edge', () => {
    const zoom = new Zoom(() => 1);
    zoom.toNative(staged);
    handleZoomKey(zoom, staged, key('ArrowRight', true));
    expect(zoom.look.centre.x).toBeCloseTo(0.5 + 80 / 4_000);
    for (let time = 0; time < 60; time += 1) handleZoomKey(zoom, staged, key('ArrowRight', true));
    expect(zoom.look.centre.x).toBeCloseTo(1 - 500 / 4_000);
  });

  it('goes to what is looked at by key, until the picture was moved', () => {
    const zoom = new Zoom(() => 1);
    const face = { x: 0.2, y: 0.7 };
    const atFace = { ...staged, about: face };
    zoom.toNative(atFace);
    expect(zoom.look.centre).toEqual(face);
    zoom.toWhole();
    for (const name of ['+', '+', '+', '+']) handleZoomKey(zoom, atFace, key(name));
    expect(zoom.look.centre).toEqual(face);
    handleZoomKey(zoom, atFace, key('ArrowRight', true));
    const { x } = zoom.look.centre;
    handleZoomKey(zoom, atFace, key('+'));
    expect(zoom.look.centre.x).toBeCloseTo(x);
    expect(x).toBeGreaterThan(face.x);
  });
});

describe('PixelProbe', () => {
  it('asks for colours only while it is on, and forgets those of another picture', async () => {
    const asked: number[][] = [];
    const probe = new PixelProbe({
      colourAt: async (id, x, y) => {
        asked.push([id, x, y]);
        return '#102030';
      },
    });
    const [first, second] = [1 as PictureId, 2 as PictureId];
    probe.point(first, { x: 3, y: 4 });
    await new Promise(setImmediate);
    expect(asked).toEqual([]);
    probe.toggle();
    await new Promise(setImmediate);
    expect([asked, probe.colour]).toEqual([[[1, 3, 4]], '#102030']);
    probe.point(second, null);
    expect([probe.colour, probe.pixel]).toEqual([null, null]);
  });
});
