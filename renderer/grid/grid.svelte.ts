import { tick } from 'svelte';
import { arrangeEvenly, type Arrangement } from './arrangement.ts';
import type { GridMetrics, GridMove, GridRow, GridSection } from './grid-layout.ts';
import { fitWindow, growWindow, isFull, type GridWindow, type RowRange } from './grid-window.ts';

/** Rendered above and below the viewport, so that a flick of the wheel does not show blank rows. */
const overscan = 320;

const moves: Readonly<Record<string, GridMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
};

/** Equal tiles in sections. */
interface EvenTiles {
  readonly sections: readonly GridSection[];
  readonly metrics: Omit<GridMetrics, 'width' | 'paddingEnd'>;
}

/** Tiles by another rule. */
interface ArrangedTiles {
  /** Before the tiles, and after them where no scroll bar follows. */
  readonly padding: number;
  arrange(size: Pick<GridMetrics, 'width' | 'paddingEnd'>): Arrangement;
}

export type GridOptions = EvenTiles | ArrangedTiles;

/** Where the artist is in a grid. It outlives the grid's component, so that coming back finds the same place. */
export class GridPlace {
  scrollTop = $state(0);
  active = $state(0);
}

/** Geometry, active tile and visible rows of one grid. */
export class Grid {
  width = $state(0);
  /** With the scroll bar's gutter, which is as wide as the system has it. */
  outerWidth = $state(0);
  height = $state(0);
  focused = $state(false);
  /** The tile under the pointer. */
  hovered = $state<number | null>(null);
  element: HTMLElement | null = null;

  readonly place: GridPlace;
  readonly #options: () => GridOptions;

  constructor(options: () => GridOptions, place = new GridPlace()) {
    this.#options = options;
    this.place = place;
  }

  readonly layout = $derived.by((): Arrangement => {
    const options = this.#options();
    const gutter = Math.max(0, this.outerWidth - this.width);
    const { padding } = 'arrange' in options ? options : options.metrics;
    const size = { width: this.width, paddingEnd: Math.max(0, padding - gutter) };
    if ('arrange' in options) return options.arrange(size);
    return arrangeEvenly(options.sections, { ...options.metrics, ...size });
  });

  readonly active = $derived.by(() => Math.max(0, Math.min(this.place.active, this.layout.count - 1)));
  readonly #between = $derived.by(() => this.#rowsWithin(overscan));
  // Numbers, so that the rows are built again when a row comes into view and not with every scroll event.
  readonly #first = $derived(this.#between[0]);
  readonly #last = $derived(this.#between[1]);
  readonly #seenBetween = $derived.by(() => this.#rowsWithin(0));
  readonly #firstSeen = $derived(this.#seenBetween[0]);
  readonly #lastSeen = $derived(this.#seenBetween[1]);
  readonly #wanted = $derived.by((): RowRange => [this.#first, this.#last]);
  /** As the last frame left it. */
  #grown = $state.raw<GridWindow | null>(null);
  readonly #window = $derived.by(() => fitWindow(this.#grown, this.#wanted, [this.#firstSeen, this.#lastSeen]));

  // The same object as long as the row is the same: what is mounted is not looked at again with every tile that is added.
  readonly #rowAt = $derived.by(() => {
    const { layout } = this;
    const known = new Map<number, GridRow>();
    return (number: number): GridRow => {
      const row = known.get(number) ?? layout.rowAt(number);
      known.set(number, row);
      return row;
    };
  });

  /** All rows on screen, and those around them as far as they have been mounted. */
  readonly rows = $derived.by((): GridRow[] => {
    const { whole, filling } = this.#window;
    const numbers = Array.from({ length: whole[1] - whole[0] + 1 }, (_, step) => whole[0] + step);
    // The focused tile stays mounted: scrolling it out of view must not drop the keyboard focus.
    const active = this.focused && this.layout.count > 0 ? this.layout.rowOf(this.active) : -1;
    if (active >= 0 && (active < whole[0] || active > whole[1])) numbers.push(active);
    const rows = numbers.map((row) => this.#rowAt(row));
    if (filling && filling.row !== active) rows.push(firstTiles(this.#rowAt(filling.row), filling.tiles));
    return rows.sort((a, b) => a.row - b.row);
  });

  /** Whether all rows around those on screen have been mounted. */
  readonly full = $derived.by(() => isFull(this.#window, this.#wanted));

  /** Mounts some more tiles around those on screen; for once a frame, until it is full. */
  grow(): void {
    this.#grown = growWindow(this.#window, this.#wanted, this.layout.columns);
  }

  #rowsWithin(margin: number): RowRange {
    const { scrollTop } = this.place;
    return this.layout.rowsBetween(scrollTop - margin, scrollTop + this.height + margin) ?? [0, -1];
  }

  /** Indexes of the tiles on screen (overscan included): first, and one past the last. */
  readonly start = $derived(this.#last < 0 ? 0 : this.layout.rowAt(this.#first).start);
  readonly end = $derived(this.#last < 0 ? 0 : this.layout.rowAt(this.#last).end);

  /** Whether the artist is at the tile, with the pointer or the keyboard: only there is more mounted than what is looked at. */
  attends(index: number): boolean {
    return index === this.active || index === this.hovered;
  }

  activate(index: number): void {
    this.place.active = index;
  }

  /** Makes the tile the active one, scrolls to it and focuses it. */
  async focus(index: number): Promise<void> {
    if (this.layout.count === 0) return;
    this.reveal(index);
    await this.follow(index);
  }

  /** Makes the tile the active one and focuses it where it is, on screen or not. */
  async follow(index: number): Promise<void> {
    this.activate(index);
    this.focused = true;
    await tick();
    // Opening what was clicked may have replaced the grid meanwhile.
    if (!this.element?.isConnected) return;
    this.element.querySelector<HTMLElement>(`[data-index="${this.active}"]`)?.focus({ preventScroll: true });
  }

  reveal(index: number): void {
    const row = this.layout.rowAt(this.layout.rowOf(index));
    const above = row.row > 0 ? this.layout.rowAt(row.row - 1) : null;
    const margin = this.layout.metrics.padding;
    // A heading comes into view with the first row of its section.
    const top = (above?.heading ? above.top : row.top) - margin;
    const bottom = row.top + row.height + margin - this.height;
    const target = Math.min(Math.max(this.place.scrollTop, bottom), top);
    if (this.element && target !== this.place.scrollTop) this.element.scrollTop = target;
  }

  /** Tiles have another size or another width to fill: the active tile, or else the first on screen, stays where it was. */
  keepPlace(before: Arrangement): void {
    const { layout, height } = this;
    const { scrollTop } = this.place;
    const same = before.columns === layout.columns && before.rowHeight === layout.rowHeight;
    if (same || before.count !== layout.count || layout.count === 0) return;
    const topOf = (arrangement: Arrangement, index: number) => arrangement.rowAt(arrangement.rowOf(index));
    const active = topOf(before, this.active);
    const seen = active.top + active.height > scrollTop && active.top < scrollTop + height;
    const [first] = before.rowsBetween(scrollTop, scrollTop) ?? [0];
    const index = seen ? this.active : Math.min(before.rowAt(first).start, layout.count - 1);
    const { top } = topOf(layout, index);
    const offset = scrollTop - topOf(before, index).top;
    this.scrollTo(Math.max(0, Math.min(top + offset, layout.height - height)));
    if (seen) this.reveal(index);
  }

  scrollTo(top: number): void {
    this.place.scrollTop = top;
    if (this.element) this.element.scrollTop = top;
  }

  /** The tile an arrow, Home, End or page key leads to; null for other keys. */
  target(event: KeyboardEvent): number | null {
    const move = moves[event.key];
    if (!move || event.altKey || this.layout.count === 0) return null;
    const pageRows = Math.floor(this.height / (this.layout.rowHeight + this.layout.metrics.gap));
    return this.layout.move(this.active, move, pageRows);
  }
}

function firstTiles(row: GridRow, tiles: number): GridRow {
  return { ...row, end: Math.min(row.end, row.start + tiles) };
}
