import type { GridRectangle } from './grid-layout.ts';
import { indexOfEvent, type GridEvents } from './grid-events.ts';
import type { Grid } from './grid.svelte.ts';

/** A hand that clicks moves a little: less than this, in CSS pixels, is still a click. */
const clickSlack = 5;

/** How close to the edge a rubber band begins to scroll, and how fast it does at most, CSS pixels (a frame). */
const scrollZone = 48;
const fastest = 24;

interface Press {
  readonly index: number | null;
  readonly clientX: number;
  readonly clientY: number;
  readonly added: boolean;
  readonly banding: boolean;
}

/** What a press of the mouse in a grid turns into: a click, a drag of what is chosen, or a rubber band. */
export class GridPointer {
  band = $state.raw<GridRectangle | null>(null);
  /** The press has become more than a click: the click event that follows is not one. */
  moved = false;

  readonly #grid: Grid;
  readonly #events: () => GridEvents;
  #press: Press | null = null;
  #origin: readonly [x: number, y: number] = [0, 0];
  #at: readonly [x: number, y: number] = [0, 0];
  #frame = 0;

  constructor(grid: Grid, events: () => GridEvents) {
    this.#grid = grid;
    this.#events = events;
  }

  readonly down = (event: PointerEvent): void => {
    this.moved = false;
    this.#press = null;
    const inField = event.target instanceof Element && event.target.closest('[data-inside-tile]');
    if (event.button !== 0 || event.pointerType === 'touch' || inField || this.#onScrollBar(event)) return;
    const index = indexOfEvent(event);
    const added = event.ctrlKey || event.metaKey || event.shiftKey;
    const { clientX, clientY } = event;
    this.#press = { index, clientX, clientY, added, banding: index === null || added };
  };

  readonly move = (event: PointerEvent): void => {
    if (this.band) this.#stretch(event);
    else if (this.#press && isFar(this.#press, event)) this.#begin(this.#press, event);
  };

  readonly up = (): void => {
    this.#press = null;
    cancelAnimationFrame(this.#frame);
    if (!this.band) return;
    const covered = this.#grid.layout.tilesIn(this.band);
    this.band = null;
    void this.#grid.follow(covered.includes(this.#grid.active) ? this.#grid.active : (covered[0] ?? this.#grid.active));
  };

  #onScrollBar(event: PointerEvent): boolean {
    const { element } = this.#grid;
    return element !== null && event.clientX >= element.getBoundingClientRect().left + element.clientWidth;
  }

  #begin(press: Press, event: PointerEvent): void {
    const events = this.#events();
    this.#press = null;
    if (press.banding) {
      if (!events.sweep) return;
      this.#origin = this.#inContent(press);
      events.beginSweep?.(press.added);
      this.#stretch(event);
      this.#frame = requestAnimationFrame(() => this.#scrollOn());
    } else if (press.index !== null && events.drag) {
      events.drag(press.index, event);
    } else return;
    this.moved = true;
    events.leave?.();
  }

  #stretch({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): void {
    this.#at = [clientX, clientY];
    const [x, y] = this.#inContent({ clientX, clientY });
    const [fromX, fromY] = this.#origin;
    this.band = {
      left: Math.max(0, Math.min(x, fromX)),
      top: Math.max(0, Math.min(y, fromY)),
      right: Math.min(this.#grid.width, Math.max(x, fromX)),
      bottom: Math.min(this.#grid.layout.height, Math.max(y, fromY)),
    };
    this.#events().sweep?.(this.band);
  }

  /** Near the upper or lower edge the grid scrolls, and the band grows with it. */
  #scrollOn(): void {
    const { element } = this.#grid;
    if (!this.band || !element) return;
    const [clientX, clientY] = this.#at;
    const { top, bottom } = element.getBoundingClientRect();
    const beyond = Math.min(0, clientY - top - scrollZone) + Math.max(0, clientY - bottom + scrollZone);
    if (beyond !== 0) {
      element.scrollTop += Math.max(-fastest, Math.min(fastest, beyond / 2));
      this.#stretch({ clientX, clientY });
    }
    this.#frame = requestAnimationFrame(() => this.#scrollOn());
  }

  #inContent({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): [number, number] {
    const { element } = this.#grid;
    const { left, top } = element?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return [clientX - left, clientY - top + (element?.scrollTop ?? 0)];
  }
}

function isFar(press: Press, event: PointerEvent): boolean {
  return Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) >= clickSlack;
}
