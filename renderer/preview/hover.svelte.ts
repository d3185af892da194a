import type { PreviewSubject } from './preview.svelte.ts';

/** Long enough not to flicker while the pointer crosses the grid. */
const delay = 650;

export interface HoverTarget {
  readonly subject: PreviewSubject;
  readonly tile: DOMRect;
  /** The grid: tools above and below it are not covered. */
  readonly room: DOMRect;
}

/** The picture beside the tile that the pointer rests on. */
export class Hover {
  target = $state.raw<HoverTarget | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tile: Element | null = null;

  enter(tile: Element, subject: () => Promise<PreviewSubject | null>): void {
    if (tile === this.#tile) return;
    this.leave();
    this.#tile = tile;
    this.#timer = setTimeout(() => void this.#show(tile, subject), delay);
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#tile = null;
    this.target = null;
  }

  async #show(tile: Element, subject: () => Promise<PreviewSubject | null>): Promise<void> {
    const found = await subject().catch(() => null);
    if (found && tile === this.#tile && tile.isConnected) {
      const room = (tile.closest('[role="grid"]') ?? document.documentElement).getBoundingClientRect();
      this.target = { subject: found, tile: tile.getBoundingClientRect(), room };
    }
  }
}
