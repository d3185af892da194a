import type { Point } from './camera.ts';
import type { FaceMapView } from './face-map.svelte.ts';
import { wheelZoom } from '../../ui/wheel.ts';

/** A hand that clicks moves a little: less than this, in CSS pixels, moves no map. */
const clickSlack = 4;

type Map = Pick<FaceMapView, 'zoom' | 'move' | 'close' | 'line' | 'lassoing'>;

/** What wheel, mouse and fingers do on the map: nearer and farther, moving it, a lasso, a click. */
export class MapPointer {
  readonly #view: Map;
  readonly #clicked: (at: Point) => void;
  readonly #fingers = new globalThis.Map<number, Point>();
  #press: { readonly at: Point; last: Point; readonly lasso: boolean; moved: boolean } | null = null;

  constructor(view: Map, clicked: (at: Point) => void) {
    this.#view = view;
    this.#clicked = clicked;
  }

  get pressed(): boolean {
    return this.#press !== null;
  }

  wheel(event: WheelEvent, at: Point): void {
    event.preventDefault();
    if (event.deltaY !== 0) this.#view.zoom(wheelZoom(event), at);
  }

  /** With Shift, or where the artist has asked for it, a lasso begins. */
  down(event: PointerEvent, at: Point): void {
    this.#fingers.set(event.pointerId, at);
    if (this.#fingers.size > 1 || event.button > 1) {
      this.#press = null;
      this.#view.line = [];
      return;
    }
    (event.currentTarget as Element | null)?.setPointerCapture(event.pointerId);
    const lasso = event.button === 0 && (event.shiftKey || this.#view.lassoing);
    this.#press = { at, last: at, lasso, moved: false };
  }

  move(event: PointerEvent, at: Point): void {
    if (this.#fingers.size > 1) this.#pinch(event.pointerId, at);
    const press = this.#press;
    if (!press) return;
    press.moved ||= Math.hypot(at.x - press.at.x, at.y - press.at.y) >= clickSlack;
    if (!press.moved) return;
    if (press.lasso) this.#view.line = [...(this.#view.line.length > 0 ? this.#view.line : [press.at]), at];
    else this.#view.move({ x: at.x - press.last.x, y: at.y - press.last.y });
    press.last = at;
  }

  up(event: PointerEvent, at: Point): void {
    this.#fingers.delete(event.pointerId);
    const press = this.#press;
    this.#press = null;
    if (press?.lasso && press.moved) this.#view.close();
    else if (press && !press.moved && event.button === 0) this.#clicked(at);
  }

  cancel(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    this.#press = null;
    this.#view.line = [];
  }

  /** What lies between the fingers stays there. */
  #pinch(id: number, at: Point): void {
    const before = this.#fingers.get(id);
    const other = [...this.#fingers].find(([finger]) => finger !== id)?.[1];
    if (!before || !other) return;
    this.#fingers.set(id, at);
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = (point: Point): Point => ({ x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
    this.#view.zoom(distance(at) / distance(before), middle(before));
    this.#view.move({ x: middle(at).x - middle(before).x, y: middle(at).y - middle(before).y });
  }
}
