import type { Box, Size } from '../../electron/contract/geometry.ts';
import { boxBetween, boxInMiddle, moveBox, resizeBox, stepIn, type Handle, type Point } from './zoom/box-geometry.ts';

/** What the pointer holds: a handle, the box as a whole, or a corner of a box that is being drawn. */
export type Grip = Handle | 'box' | 'drawing';

interface Hold {
  readonly grip: Grip;
  readonly from: Point;
  /** The box when it was taken hold of. */
  readonly box: Box;
}

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface ArrowKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** A face box while it is drawn or adjusted, by pointer or by keyboard. */
export class BoxDrawing {
  box = $state.raw<Box | null>(null);
  readonly size: Size;
  readonly #onchange: () => void;
  #hold: Hold | null = null;

  /** `box`: the one to adjust; null where one is to be drawn. */
  constructor(size: Size, box: Box | null, onchange: () => void) {
    this.size = size;
    this.box = box;
    this.#onchange = onchange;
  }

  /** Takes hold at a point of the picture; a hold beside the box begins a new one. */
  take(grip: Grip, from: Point): void {
    this.#hold = { grip, from, box: this.box ?? boxBetween(from, from, this.size) };
  }

  drag(to: Point): void {
    const hold = this.#hold;
    if (!hold) return;
    const by = { x: to.x - hold.from.x, y: to.y - hold.from.y };
    if (hold.grip === 'drawing') this.#set(boxBetween(hold.from, to, this.size));
    else if (hold.grip === 'box') this.#set(moveBox(hold.box, by, this.size));
    else this.#set(resizeBox(hold.box, hold.grip, by, this.size));
  }

  letGo(): void {
    this.#hold = null;
  }

  /** For who draws by keyboard. */
  start(): void {
    if (!this.box) this.#set(boxInMiddle(this.size));
  }

  /** Arrows move the box, with Shift its lower right corner, with Alt by single pixels. False for other keys. */
  handleArrow({ key, shiftKey, altKey }: ArrowKey): boolean {
    const arrow = arrows[key];
    if (!arrow) return false;
    const box = this.box ?? boxInMiddle(this.size);
    const step = stepIn(this.size, altKey);
    const by = { x: arrow[0] * step, y: arrow[1] * step };
    this.#set(shiftKey ? resizeBox(box, 'se', by, this.size) : moveBox(box, by, this.size));
    return true;
  }

  #set(box: Box): void {
    this.box = box;
    this.#onchange();
  }
}
