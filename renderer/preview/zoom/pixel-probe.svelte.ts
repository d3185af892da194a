import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { throttle } from '../../library/throttle.ts';
import type { Point } from './box-geometry.ts';

/** ms. */
const askInterval = 60;

interface Probed extends Point {
  readonly picture: PictureId;
}

/** The colour of the pixel under the pointer, while the artist wants to know it: the engine has to read the whole picture for it. */
export class PixelProbe {
  on = $state(false);
  /** Null: none is pointed at. */
  pixel = $state.raw<Probed | null>(null);
  /** As `#rrggbb`, of the pixel that was asked for last; null while it is not known. */
  colour = $state.raw<string | null>(null);
  readonly #ask: () => void;

  constructor(engine: Pick<EngineApi, 'colourAt'>) {
    this.#ask = throttle(async () => {
      const pixel = this.on ? this.pixel : null;
      if (!pixel) return;
      // A file that has just gone has no colours.
      const colour = await engine.colourAt(pixel.picture, pixel.x, pixel.y).catch(() => null);
      if (this.pixel?.picture === pixel.picture) this.colour = colour;
    }, askInterval);
  }

  toggle(): void {
    this.on = !this.on;
    this.colour = null;
    this.#ask();
  }

  point(picture: PictureId, pixel: Point | null): void {
    if (pixel?.x === this.pixel?.x && pixel?.y === this.pixel?.y && picture === this.pixel?.picture) return;
    if (picture !== this.pixel?.picture) this.colour = null;
    this.pixel = pixel && { ...pixel, picture };
    if (this.on && pixel) this.#ask();
  }
}
