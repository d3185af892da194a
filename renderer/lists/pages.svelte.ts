import { SvelteMap } from 'svelte/reactivity';
import type { Page } from '../../electron/contract/checks.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import { throttle } from '../library/throttle.ts';

/** So few that a page can come in between two frames. */
export const itemsPerPage = 200;

/** The most that the engine gives at once. */
const itemsAtOnce = 10_000;

interface Item {
  readonly id: number;
}

/** Where the things come from: the faces of a group, the pictures of a folder. */
export type PageSource<Thing> = (page: Page) => Promise<readonly Thing[]>;

/** Pages that hold the things `start..end-1` of a list. */
export function pagesBetween(start: number, end: number): number[] {
  if (end <= start) return [];
  const first = Math.floor(start / itemsPerPage);
  const last = Math.floor((end - 1) / itemsPerPage);
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

/** A long list of faces or pictures, loaded page by page as they come into view. */
export class Pages<Thing extends Item> {
  error = $state.raw<ErrorData | null>(null);
  readonly refresh: () => void;
  /** Goes around the moment in which what is on screen is replaced by what is there now. */
  replacing: (replace: () => void) => void = (replace) => replace();

  readonly #source: PageSource<Thing>;
  /** A page that comes in is news only to the tiles that wait for it. */
  readonly #pages = new SvelteMap<number, readonly Thing[]>();
  readonly #loading = new Map<number, Promise<void>>();
  #wanted: readonly number[] = [0];
  /** Grows where everything is forgotten: what was asked for before is not taken in. */
  #generation = 0;
  #followed: number | null = null;

  constructor(source: PageSource<Thing>) {
    this.#source = source;
    // What was on screen is replaced in one step; pages further away are forgotten and load when they are scrolled to.
    this.refresh = throttle(async () => {
      // An empty grid asks for nothing; whether it still is one, the first page says.
      const generation = this.#generation;
      const wanted = this.#wanted.length > 0 ? this.#wanted : [0];
      const loaded = await Promise.all(wanted.map(async (page) => [page, await this.#fetch(page)] as const));
      if (generation === this.#generation)
        this.replacing(() =>
          this.#replace(new Map(loaded.flatMap(([page, things]) => (things ? [[page, things] as const] : [])))),
        );
    }, 700);
  }

  /** Forgets what it has, and what is on its way, now: what is on screen is asked for again. */
  clear(): void {
    this.#generation += 1;
    this.#loading.clear();
    this.#pages.clear();
  }

  /** Told of the number of each state of the library: what is shown of an earlier one is asked for anew. */
  follow(revision: number): void {
    // The first page says how many there are, where nobody knows that yet.
    if (this.#followed === null) void this.#load(0);
    else if (revision !== this.#followed) this.refresh();
    this.#followed = revision;
  }

  /** Asks for other things from now on: the source answers something else. */
  restart(): void {
    this.#wanted = [0];
    this.refresh();
  }

  at(index: number): Thing | null {
    return this.#pages.get(Math.floor(index / itemsPerPage))?.[index % itemsPerPage] ?? null;
  }

  /** Where it is, if it is loaded. */
  indexOf(id: number): number | null {
    for (const [page, things] of this.#pages) {
      const at = things.findIndex((thing: Thing | undefined) => thing?.id === id);
      if (at >= 0) return page * itemsPerPage + at;
    }
    return null;
  }

  /** Also where somebody else has begun to load it. */
  async load(index: number): Promise<Thing | null> {
    await this.#load(Math.floor(index / itemsPerPage));
    return this.at(index);
  }

  /** Loads every page that holds one of the things `start..end-1`. */
  async loadBetween(start: number, end: number): Promise<void> {
    await Promise.all(pagesBetween(start, end).map((page) => this.#load(page)));
  }

  /** The first `count` things, also those that were never on screen. */
  async all(count: number): Promise<Thing[]> {
    const offsets = Array.from({ length: Math.ceil(count / itemsAtOnce) }, (_, at) => at * itemsAtOnce);
    const lists = offsets.map((offset) => this.#source({ offset, limit: itemsAtOnce }));
    return (await Promise.all(lists)).flat();
  }

  /** How many come before the first one that does not fit. What is not loaded is taken to fit. */
  leading(fits: (thing: Thing) => boolean): number {
    for (const [page, things] of [...this.#pages].sort(([a], [b]) => a - b)) {
      const at = things.findIndex((thing: Thing | undefined) => thing !== undefined && !fits(thing));
      if (at >= 0) return page * itemsPerPage + at;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** What is loaded of those with these ids. */
  known(ids: ReadonlySet<number>): Thing[] {
    // A page that has closed up may have a hole at its start.
    return [...this.#pages.values()].flatMap((things) => things.filter(({ id }) => ids.has(id)));
  }

  /** These have gone elsewhere: the others close up at once, before the source is asked again. Answers where they were. */
  drop(ids: ReadonlySet<number>): number[] {
    const kept = new Map<number, Thing[]>();
    const gone: number[] = [];
    for (const [page, things] of [...this.#pages].sort(([a], [b]) => a - b)) {
      for (const [at, thing] of things.entries()) {
        if (ids.has(thing.id)) {
          gone.push(page * itemsPerPage + at);
          continue;
        }
        const index = page * itemsPerPage + at - gone.length;
        const list = kept.get(Math.floor(index / itemsPerPage)) ?? [];
        list[index % itemsPerPage] = thing;
        kept.set(Math.floor(index / itemsPerPage), list);
      }
    }
    this.#replace(kept);
    return gone;
  }

  /** Tells what is on screen of `count` things: what is missing of it is loaded, and a page before and after it. */
  need(start: number, end: number, count: number): void {
    const beside = end > start ? itemsPerPage : 0;
    this.#wanted = pagesBetween(Math.max(0, start - beside), Math.min(count, end + beside));
    for (const page of this.#wanted) void this.#load(page);
  }

  #load(page: number): Promise<void> {
    if (this.#pages.has(page)) return Promise.resolve();
    const begun = this.#loading.get(page) ?? this.#begin(page);
    this.#loading.set(page, begun);
    return begun;
  }

  async #begin(page: number): Promise<void> {
    const generation = this.#generation;
    const things = await this.#fetch(page);
    if (generation !== this.#generation) return;
    this.#loading.delete(page);
    if (things) this.#pages.set(page, things);
  }

  #replace(pages: ReadonlyMap<number, readonly Thing[]>): void {
    for (const page of [...this.#pages.keys()]) if (!pages.has(page)) this.#pages.delete(page);
    for (const [page, things] of pages) this.#pages.set(page, things);
  }

  async #fetch(page: number): Promise<readonly Thing[] | null> {
    try {
      const things = await this.#source({ offset: page * itemsPerPage, limit: itemsPerPage });
      this.error = null;
      return things;
    } catch (error) {
      const data = toErrorData(error);
      if (data.code !== 'engine-stopped') this.error = data;
      return null;
    }
  }
}
