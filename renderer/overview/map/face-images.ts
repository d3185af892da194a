import type { FaceId } from '../../../electron/contract/ids.ts';

/** So many are kept: about twice what a screen shows. */
const mostKept = 800;
/** So many are loaded at a time, those that are on screen last. */
const together = 24;

/** Pictures of faces for a canvas: loaded when they are first drawn. */
export class FaceImages {
  readonly #urlOf: (face: FaceId) => string;
  readonly #onLoaded: () => void;
  readonly #kept = new Map<FaceId, HTMLImageElement>();
  #waiting: FaceId[] = [];
  #loading = 0;

  constructor(urlOf: (face: FaceId) => string, onLoaded: () => void) {
    this.#urlOf = urlOf;
    this.#onLoaded = onLoaded;
  }

  /** Null until it is loaded. */
  readonly of = (face: FaceId): HTMLImageElement | null => {
    const image = this.#kept.get(face);
    if (!image) {
      if (!this.#waiting.includes(face)) this.#waiting.push(face);
      return null;
    }
    return image.complete && image.naturalWidth > 0 ? image : null;
  };

  /** After a drawing: loads what was missing in it, and forgets what was missing before. */
  load(): void {
    while (this.#loading < together && this.#waiting.length > 0) this.#begin(this.#waiting.shift());
    this.#waiting = [];
  }

  #begin(face: FaceId | undefined): void {
    if (face === undefined) return;
    const image = new Image();
    this.#loading += 1;
    const ended = (): void => {
      this.#loading -= 1;
      this.#onLoaded();
    };
    image.addEventListener('load', ended, { once: true });
    image.addEventListener('error', ended, { once: true });
    image.src = this.#urlOf(face);
    this.#kept.set(face, image);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
