import { SvelteMap } from 'svelte/reactivity';
import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Face } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import { throttle } from '../library/throttle.ts';

/** So few that a page can come in between two frames. */
export const facesPerPage = 200;

/** The most that the engine gives at once. */
const facesAtOnce = 10_000;

/** Where the faces come from: those of a group, those that a search finds. */
export type FaceSource = (page: Page) => Promise<readonly Face[]>;

export function facesOf(engine: Pick<EngineApi, 'listFaces'>, character: CharacterId | null): FaceSource {
  return (page) => engine.listFaces(character, page);
}

/** Pages that hold the faces `start..end-1`. */
export function pagesBetween(start: number, end: number): number[] {
  if (end <= start) return [];
  const first = Math.floor(start / facesPerPage);
  const last = Math.floor((end - 1) / facesPerPage);
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

/** A long list of faces, loaded page by page as they come into view. */
export class FacePages {
  error = $state.raw<ErrorData | null>(null);
  readonly refresh: () => void;

  readonly #source: FaceSource;
  /** A page that comes in is news only to the tiles that wait for it. */
  readonly #pages = new SvelteMap<number, readonly Face[]>();
  readonly #loading = new Map<number, Promise<void>>();
  #wanted: readonly number[] = [0];

  constructor(source: FaceSource) {
    this.#source = source;
    // What was on screen is replaced in one step; pages further away are forgotten and load when they are scrolled to.
    this.refresh = throttle(async () => {
      // An empty grid asks for nothing; whether it still is one, the first page says.
      const wanted = this.#wanted.length > 0 ? this.#wanted : [0];
      const loaded = await Promise.all(wanted.map(async (page) => [page, await this.#fetch(page)] as const));
      this.#replace(new Map(loaded.flatMap(([page, faces]) => (faces ? [[page, faces] as const] : []))));
    }, 700);
  }

  /** Forgets what it has: the source answers something else now. */
  restart(): void {
    this.#wanted = [0];
    this.refresh();
  }

  at(index: number): Face | null {
    return this.#pages.get(Math.floor(index / facesPerPage))?.[index % facesPerPage] ?? null;
  }

  /** Also where somebody else has begun to load it. */
  async load(index: number): Promise<Face | null> {
    await this.#load(Math.floor(index / facesPerPage));
    return this.at(index);
  }

  /** Loads every page that holds one of the faces `start..end-1`. */
  async loadBetween(start: number, end: number): Promise<void> {
    await Promise.all(pagesBetween(start, end).map((page) => this.#load(page)));
  }

  /** The first `count` faces, also those that were never on screen. */
  async all(count: number): Promise<Face[]> {
    const offsets = Array.from({ length: Math.ceil(count / facesAtOnce) }, (_, at) => at * facesAtOnce);
    const lists = offsets.map((offset) => this.#source({ offset, limit: facesAtOnce }));
    return (await Promise.all(lists)).flat();
  }

  /** How many faces come before the first one that does not fit. What is not loaded is taken to fit. */
  leading(fits: (face: Face) => boolean): number {
    for (const [page, faces] of [...this.#pages].sort(([a], [b]) => a - b)) {
      const at = faces.findIndex((face: Face | undefined) => face !== undefined && !fits(face));
      if (at >= 0) return page * facesPerPage + at;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** What is loaded of the faces with these ids. */
  known(ids: ReadonlySet<FaceId>): Face[] {
    // A page that has closed up may have a hole at its start.
    return [...this.#pages.values()].flatMap((faces) => faces.filter(({ id }) => ids.has(id)));
  }

  /** These have gone elsewhere: the others close up at once, before the source is asked again. Answers where they were. */
  drop(ids: ReadonlySet<FaceId>): number[] {
    const kept = new Map<number, Face[]>();
    const gone: number[] = [];
    for (const [page, faces] of [...this.#pages].sort(([a], [b]) => a - b)) {
      for (const [at, face] of faces.entries()) {
        if (ids.has(face.id)) {
          gone.push(page * facesPerPage + at);
          continue;
        }
        const index = page * facesPerPage + at - gone.length;
        const list = kept.get(Math.floor(index / facesPerPage)) ?? [];
        list[index % facesPerPage] = face;
        kept.set(Math.floor(index / facesPerPage), list);
      }
    }
    this.#replace(kept);
    return gone;
  }

  /** Tells what is on screen of `count` faces: what is missing of it is loaded, and a page before and after it. */
  need(start: number, end: number, count: number): void {
    const beside = end > start ? facesPerPage : 0;
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
    const faces = await this.#fetch(page);
    this.#loading.delete(page);
    if (faces) this.#pages.set(page, faces);
  }

  #replace(pages: ReadonlyMap<number, readonly Face[]>): void {
    for (const page of [...this.#pages.keys()]) if (!pages.has(page)) this.#pages.delete(page);
    for (const [page, faces] of pages) this.#pages.set(page, faces);
  }

  async #fetch(page: number): Promise<readonly Face[] | null> {
    try {
      const faces = await this.#source({ offset: page * facesPerPage, limit: facesPerPage });
      this.error = null;
      return faces;
    } catch (error) {
      const data = toErrorData(error);
      if (data.code !== 'engine-stopped') this.error = data;
      return null;
    }
  }
}
