import type { Size } from '../../../electron/contract/geometry.ts';
import type { Point } from './box-geometry.ts';
import { moved, nativeZoom, wholeLook, within, zoomAt, type Look } from './zoom-geometry.ts';

/** One press of a key. */
const step = Math.SQRT2;

/** A stage and the picture on it. */
export interface Staged {
  readonly picture: Size;
  readonly stage: Size;
  /** What is looked at, in fractions of the picture: keys and buttons bring it nearer until the artist has moved the picture. */
  readonly about?: Point;
}

/** How near pictures are looked at; those on several stages alike. */
export class Zoom {
  look = $state.raw<Look>(wholeLook);
  /** Pixels of the screen per CSS pixel. */
  readonly #density: () => number;
  #moved = false;

  constructor(density = () => devicePixelRatio) {
    this.#density = density;
  }

  get density(): number {
    return this.#density();
  }

  /** The picture is larger than its stage. */
  readonly near = $derived(this.look.zoom > 1.001);

  toWhole(): void {
    this.look = wholeLook;
    this.#moved = false;
  }

  /** A pixel of the picture is one of the screen; the whole picture where that is so already. */
  toNative(staged: Staged): void {
    const { picture, stage } = staged;
    const zoom = nativeZoom(picture, stage, this.density);
    if (Math.abs(this.look.zoom - zoom) < zoom / 1_000) this.toWhole();
    else this.look = within({ zoom, centre: this.#centre(staged) }, picture, stage, this.density);
  }

  /** By `steps` presses of a key, nearer where they are more than 0. */
  step(steps: number, staged: Staged): void {
    const look = { zoom: this.look.zoom * step ** steps, centre: this.#centre(staged) };
    this.look = within(look, staged.picture, staged.stage, this.density);
  }

  /** What lies at `at`, a point of the stage, stays there. */
  by(factor: number, at: Point, { picture, stage }: Staged): void {
    this.#moved = true;
    this.look = zoomAt(this.look, factor, at, picture, stage, this.density);
  }

  /** By CSS pixels. */
  move(by: Point, { picture, stage }: Staged): void {
    this.#moved = true;
    this.look = moved(this.look, by, picture, stage, this.density);
  }

  #centre({ about }: Staged): Point {
    return this.#moved ? this.look.centre : (about ?? this.look.centre);
  }

  /** Of the picture's own size: 100 where a pixel of it is one of the screen. */
  percent({ picture, stage }: Staged): number {
    return Math.round((this.look.zoom / nativeZoom(picture, stage, this.density)) * 100);
  }
}
