/** The best few rows of each of many queries, best first, in flat arrays. */
export class TopRows {
  readonly limit: number;
  /** queries × limit; -1: none. */
  readonly rows: Int32Array;
  readonly products: Int32Array;
  readonly #floor: number;

  /** Products below `floor` are not taken. */
  constructor(queries: number, limit: number, floor: number) {
    this.limit = limit;
    // Shared: another thread takes it over without a copy.
    this.rows = new Int32Array(new SharedArrayBuffer(4 * queries * limit)).fill(-1);
    this.products = new Int32Array(queries * limit).fill(-0x8000_0000);
    this.#floor = Math.max(Math.ceil(floor), -0x7fff_ffff);
  }

  /** A product has to be above this to be taken for a query. */
  bar(query: number): number {
    return Math.max(this.#floor - 1, this.products[(query + 1) * this.limit - 1] as number);
  }

  /** Takes a row whose product is above the bar. */
  take(query: number, row: number, product: number): void {
    const first = query * this.limit;
    let at = first + this.limit - 1;
    for (; at > first && (this.products[at - 1] as number) < product; at -= 1) {
      this.products[at] = this.products[at - 1] as number;
      this.rows[at] = this.rows[at - 1] as number;
    }
    this.products[at] = product;
    this.rows[at] = row;
  }
}
