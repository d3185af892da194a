import { wheelPixels } from '../ui/wheel.ts';

/** Less than a notch of any wheel: fingers on a pad and fine wheels tell of a few pixels at a time. */
const stepPixels = 30;

/** How many steps a wheel has been turned: one a notch, and as many for the same way on a pad. */
export class WheelSteps {
  #turned = 0;

  /** 1: away from the artist. -1: towards. 0: not far enough yet. */
  turn(event: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): -1 | 0 | 1 {
    const pixels = -wheelPixels(event);
    // The other way starts anew.
    this.#turned = Math.sign(pixels) === -Math.sign(this.#turned) ? pixels : this.#turned + pixels;
    if (Math.abs(this.#turned) < stepPixels) return 0;
    const step = this.#turned > 0 ? 1 : -1;
    this.#turned = 0;
    return step;
  }
}
