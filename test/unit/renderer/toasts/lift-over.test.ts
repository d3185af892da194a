import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liftOver, type Box } from '../../../../renderer/toasts/lift-over.ts';

const box = (left: number, top: number, width: number, height: number): Box => ({
  ...{ left, top, right: left + width, bottom: top + height },
});
const toast = box(200, 400, 300, 40);
const gap = 8;

describe('how far a toast is lifted', () => {
  it('stays where nothing is below it', () => {
    expect(liftOver(toast, [box(0, 400, 150, 40), box(200, 100, 300, 40)], gap)).toBe(0);
  });

  it('goes above what it would lie over, and above what it would lie over there', () => {
    const bar = box(0, 420, 700, 40);
    const buttons = box(300, 350, 50, 28);
    expect(liftOver(toast, [bar], gap)).toBe(28);
    expect(liftOver(toast, [bar, buttons], gap)).toBe(98);
  });

  it('says where there is no place', () => {
    expect(liftOver(toast, [box(0, 20, 700, 430)], gap)).toBeNull();
  });

  it('never lies over anything after it was lifted', () => {
    const any = fc
      .tuple(fc.nat(600), fc.nat(440), fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 60 }))
      .map((of) => box(...of));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (others) => {
        const lift = liftOver(toast, others, gap);
        if (lift === null) return;
        const [top, bottom] = [toast.top - lift, toast.bottom - lift];
        const over = others.filter(
          (other) => other.left < toast.right && other.right > toast.left && other.top < bottom && other.bottom > top,
        );
        expect(over).toEqual([]);
        expect(top).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
