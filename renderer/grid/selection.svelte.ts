export interface SelectionKeys {
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** What has been chosen in a grid, by id, with the place that a Shift-click extends from. */
export class Selection<Id extends number> {
  ids = $state.raw<ReadonlySet<Id>>(new Set());
  #anchor: number | null = null;
  #swept: ReadonlySet<Id> | null = null;

  readonly size = $derived(this.ids.size);

  /**
   * What a click on `index` does, or an arrow key that leads there with Shift held. With both keys the range is added.
   * `from`: where the artist comes from. `idAt` answers null where a tile has not been loaded.
   */
  choose(index: number, keys: SelectionKeys, from: number, idAt: (index: number) => Id | null): void {
    if (keys.shift) {
      this.#anchor ??= from;
      const range = this.range(index, from).map(idAt);
      this.ids = new Set([...(keys.ctrl ? this.ids : []), ...range.filter((id) => id !== null)]);
      return;
    }
    this.#anchor = index;
    const id = idAt(index);
    if (id === null) return;
    if (keys.ctrl) this.toggle(id);
    else this.ids = new Set([id]);
  }

  /** The indexes that a Shift-click on `index` covers, both ends included. */
  range(index: number, from: number): number[] {
    const anchor = this.#anchor ?? from;
    const first = Math.min(anchor, index);
    return Array.from({ length: Math.abs(anchor - index) + 1 }, (_, step) => first + step);
  }

  toggle(id: Id): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.ids = ids;
  }

  set(ids: Iterable<Id>): void {
    this.ids = new Set(ids);
  }

  /** A rubber band is drawn: `added`: to what has been chosen before. */
  beginSweep(added: boolean): void {
    this.#swept = added ? this.ids : new Set();
  }

  /** The band covers these now; those that it has left again are let go. */
  sweep(ids: Iterable<Id>): void {
    this.ids = new Set([...(this.#swept ?? []), ...ids]);
  }

  clear(): void {
    this.ids = new Set();
    this.#anchor = null;
  }
}
