export interface SelectionKeys {
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** Chosen faces by id, with the place that a Shift-click extends from. */
export class Selection<Id extends number> {
  ids = $state.raw<ReadonlySet<Id>>(new Set());
  #anchor: number | null = null;

  /**
   * What a click on `index` does, or an arrow key that leads there with Shift held.
   * `from`: where the artist comes from. `idAt` answers null where a face has not been loaded.
   */
  choose(index: number, keys: SelectionKeys, from: number, idAt: (index: number) => Id | null): void {
    if (keys.shift) {
      const anchor = (this.#anchor ??= from);
      const first = Math.min(anchor, index);
      const range = Array.from({ length: Math.abs(anchor - index) + 1 }, (_, step) => idAt(first + step));
      this.ids = new Set(range.filter((id) => id !== null));
      return;
    }
    this.#anchor = index;
    const id = idAt(index);
    if (id === null) return;
    if (!keys.ctrl) this.ids = new Set([id]);
    else if (this.ids.has(id)) this.ids = new Set([...this.ids].filter((chosen) => chosen !== id));
    else this.ids = new Set([...this.ids, id]);
  }

  clear(): void {
    this.ids = new Set();
    this.#anchor = null;
  }
}
