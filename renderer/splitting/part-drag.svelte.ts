import type { FaceId } from '../../electron/contract/ids.ts';

/** Where faces are let go: a part, by its key, or a new one. */
export type DropPlace = number | 'new';

/** Less than this is a click with a hand that shakes, px. */
const threshold = 5;

interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

/** Faces that are being dragged over the table. */
export class PartDrag {
  faces = $state.raw<readonly FaceId[] | null>(null);
  x = $state(0);
  y = $state(0);
  over = $state.raw<DropPlace | null>(null);
  #pressed: { readonly at: Point; readonly faces: () => readonly FaceId[] } | null = null;
  readonly #placeAt: (x: number, y: number) => DropPlace | null;
  readonly #drop: (faces: readonly FaceId[], place: DropPlace) => void;

  constructor(
    placeAt: (x: number, y: number) => DropPlace | null,
    drop: (faces: readonly FaceId[], place: DropPlace) => void,
  ) {
    this.#placeAt = placeAt;
    this.#drop = drop;
  }

  /** The button is down on something that can be dragged. */
  press(at: Point, faces: () => readonly FaceId[]): void {
    this.#pressed = { at: { clientX: at.clientX, clientY: at.clientY }, faces };
  }

  /** Answers whether something is being dragged now. */
  moveTo({ clientX, clientY }: Point): boolean {
    const pressed = this.#pressed;
    if (!pressed) return false;
    const far = Math.hypot(clientX - pressed.at.clientX, clientY - pressed.at.clientY) >= threshold;
    if (!this.faces && far) this.faces = pressed.faces();
    if (!this.faces) return false;
    [this.x, this.y] = [clientX, clientY];
    this.over = this.#placeAt(clientX, clientY);
    return true;
  }

  /** Answers whether something was dragged. */
  release(): boolean {
    const { faces, over } = this;
    this.cancel();
    if (faces && over !== null) this.#drop(faces, over);
    return faces !== null;
  }

  cancel(): void {
    this.#pressed = null;
    this.faces = null;
    this.over = null;
  }
}
