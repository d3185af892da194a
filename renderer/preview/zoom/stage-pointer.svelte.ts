import type { Point } from './box-geometry.ts';
import type { Staged, Zoom } from './zoom.svelte.ts';
import { wheelZoom } from '../../ui/wheel.ts';

/** A hand that clicks moves a little: less than this, in CSS pixels, moves no picture. */
const clickSlack = 4;

interface Press {
  readonly id: number;
  readonly at: Point;
  /** It moves the picture at once. */
  readonly sure: boolean;
}

/** What wheel, mouse and fingers do on a stage: nearer and farther, and moving what is near. */
export class StagePointer {
  /** The picture is being moved. */
  panning = $state(false);
  readonly #zoom: Zoom;
  readonly #staged: () => Staged;
  #press: Press | null = null;
  #last: Point = { x: 0, y: 0 };
  readonly #fingers = new Map<number, Point>();

  constructor(zoom: Zoom, staged: () => Staged) {
    this.#zoom = zoom;
    this.#staged = staged;
  }

  /** `at`: of the stage. */
  wheel(event: WheelEvent, at: Point): void {
    event.preventDefault();
    if (event.deltaY !== 0) this.#zoom.by(wheelZoom(event), at, this.#staged());
  }

  /** `held`: a key says that the picture is meant, whatever lies there. Answers whether nothing else is to hear of the press. */
  down(event: PointerEvent, at: Point, held: boolean): boolean {
    if (event.pointerType === 'touch') this.#fingers.set(event.pointerId, at);
    if (this.#fingers.size > 1) {
      this.#press = null;
      return true;
    }
    const sure = held || event.button === 1;
    const free = event.button === 0 && this.#zoom.near && !isHandle(event.target);
    if (!sure && !free) return false;
    this.#press = { id: event.pointerId, at, sure };
    this.#last = at;
    // A press on a button may be a click still.
    return sure || !(event.target instanceof HTMLButtonElement);
  }

  move(event: PointerEvent, at: Point, stage: HTMLElement): void {
    if (this.#fingers.size > 1) this.#pinch(event.pointerId, at);
    const press = this.#press;
    if (!press || press.id !== event.pointerId) return;
    if (!this.panning) {
      if (!press.sure && Math.hypot(at.x - press.at.x, at.y - press.at.y) < clickSlack) return;
      this.panning = true;
      stage.setPointerCapture(event.pointerId);
    }
    this.#zoom.move({ x: at.x - this.#last.x, y: at.y - this.#last.y }, this.#staged());
    this.#last = at;
  }

  up(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    if (this.#press?.id !== event.pointerId) return;
    this.#press = null;
    this.panning = false;
  }

  /** What lies between the fingers stays there. */
  #pinch(id: number, at: Point): void {
    const before = this.#fingers.get(id);
    const [other] = [...this.#fingers].filter(([finger]) => finger !== id).map(([, point]) => point);
    if (!before || !other) return;
    this.#fingers.set(id, at);
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = (point: Point): Point => ({ x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
    this.#zoom.by(distance(at) / distance(before), middle(before), this.#staged());
    this.#zoom.move({ x: middle(at).x - middle(before).x, y: middle(at).y - middle(before).y }, this.#staged());
  }
}

/** The chosen face box, which is moved itself. */
function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-grip]') !== null;
}
