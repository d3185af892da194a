import type { Grid } from '../grid/grid.svelte.ts';
import { chosenOnes } from '../grid/grid-events.ts';
import type { GridRectangle } from '../grid/grid-layout.ts';
import { Selection, type SelectionKeys } from '../grid/selection.svelte.ts';
import type { Pages } from './pages.svelte.ts';

/** Which faces or pictures of a grid are chosen, by their places in it. */
export class Chosen<Id extends number> {
  readonly selection = new Selection<Id>();
  readonly #pages: Pages<{ readonly id: Id }>;
  readonly #grid: Grid;

  constructor(pages: Pages<{ readonly id: Id }>, grid: Grid) {
    this.#pages = pages;
    this.#grid = grid;
    pages.replacing = (replace) => this.#stay(replace);
  }

  /** Others have come or gone before it, as an undo does it: the keys stay on what is chosen. */
  #stay(replace: () => void): void {
    const before = this.#pages.at(this.#grid.active)?.id;
    replace();
    const at = before !== undefined && this.selection.ids.has(before) ? this.#pages.indexOf(before) : null;
    if (at === null || at === this.#grid.active) return;
    if (this.#grid.focused) void this.#grid.follow(at);
    else this.#grid.activate(at);
  }

  has(index: number): boolean {
    const face = this.#pages.at(index);
    return face !== null && this.selection.ids.has(face.id);
  }

  choose(index: number, keys: SelectionKeys): void {
    const { active } = this.#grid;
    const idAt = (at: number): Id | null => this.#pages.at(at)?.id ?? null;
    const choose = (): void => this.selection.choose(index, keys, active, idAt);
    const missing = keys.shift ? this.selection.range(index, active).filter((at) => idAt(at) === null) : [];
    if (missing.length === 0) choose();
    // A range may reach over faces that were never on screen.
    else void this.#pages.loadBetween(missing[0] ?? 0, (missing.at(-1) ?? 0) + 1).then(choose);
  }

  /** The right button chooses what it points at, unless that is among what has been chosen. */
  point(index: number): void {
    if (!this.has(index)) this.choose(index, { ctrl: false, shift: false });
  }

  sweep(band: GridRectangle): void {
    this.selection.sweep(this.#grid.layout.tilesIn(band).flatMap((at) => this.#pages.at(at)?.id ?? []));
  }

  async all(count: number): Promise<void> {
    this.selection.set((await this.#pages.all(count)).map(({ id }) => id));
  }

  /** Answers whether there was something to let go of: a single face is chosen wherever the artist goes. */
  clear(): boolean {
    const several = this.selection.size > 1;
    this.selection.clear();
    return several;
  }

  /** The chosen faces where the tile is one of them, else the tile's own. */
  targets(index: number): readonly Id[] {
    const face = this.#pages.at(index);
    return index === chosenOnes || this.has(index) ? [...this.selection.ids] : face ? [face.id] : [];
  }
}
