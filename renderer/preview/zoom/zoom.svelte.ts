import type { Size } from '../../../electron/contract/geometry.ts';
import type { Point } from './box-geometry.ts';
import { moved, nativeZoom, wholeLook, within, zoomAt, type Look } from './zoom-geometry.ts';

/** One press of a key. */
const step = Math.SQRT2;

/** A stage and the picture on it. */
export interface Staged {
  readonly picture: Size;
  readonly stage: Size;
}

/** How near pictures are looked at; those on several stages alike. */
export class Zoom {
  look = $state.raw<Look>(wholeLook);
  /** Pixels of the screen per CSS pixel. */
  readonly #density: () => number;

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
  }

  /** A pixel of the picture is one of the screen; the whole picture where that is so already. */
  toNative({ picture, stage }: Staged): void {
    const zoom = nativeZoom(picture, stage, this.density);
    const isThere = Math.abs(this.look.zoom - zoom) < zoom / 1_000;
    this.look = isThere ? wholeLook : within({ ...this.look, zoom }, picture, stage, this.density);
  }

  /** By `steps` presses of a key, nearer where they are more than 0. */
  step(steps: number, staged: Staged): void {
    const { width, height } = staged.stage;
    this.by(step ** steps, { x: width / 2, y: height / 2 }, staged);
  }

  /** What lies at `at`, a point of the stage, stays there. */
  by(factor: number, at: Point, { picture, stage }: Staged): void {
    this.look = zoomAt(this.look, factor, at, picture, stage, this.density);
  }

  /** By CSS pixels. */
  move(by: Point, { picture, stage }: Staged): void {
    this.look = moved(this.look, by, picture, stage, this.density);
  }

  /** Of the picture's own size: 100 where a pixel of it is one of the screen. */
  percent({ picture, stage }: Staged): number {
    return Math.round((this.look.zoom / nativeZoom(picture, stage, this.density)) * 100);
  }
}
