import type { PictureRow } from '../../electron/contract/api/pictures-api.ts';
import { Zoom } from './zoom/zoom.svelte.ts';

type Compared = Pick<PictureRow, 'id' | 'path' | 'size'>;

export const fewestCompared = 2;
export const mostCompared = 4;

/** Pictures side by side, looked at alike. */
export class Comparing {
  /** Two to four; null: none. */
  pictures = $state.raw<readonly Compared[] | null>(null);
  readonly zoom = new Zoom();
  #closed: () => void = () => undefined;

  /** `closed` is called when the artist has seen enough. */
  open(pictures: readonly Compared[], closed: () => void): void {
    this.zoom.toWhole();
    this.#closed = closed;
    this.pictures = pictures.slice(0, mostCompared);
  }

  close(): void {
    this.pictures = null;
    this.#closed();
  }
}
