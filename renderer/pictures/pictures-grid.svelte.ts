import type { PictureId } from '../../electron/contract/ids.ts';
import type { PictureRow, PictureScope } from '../../electron/contract/api/pictures-api.ts';
import { ratingOf } from '../catalogue/rating-of.ts';
import { Grid, type GridOptions } from '../grid/grid.svelte.ts';
import type { GridActions, GridEvents } from '../grid/grid-events.ts';
import { JustifiedRows } from '../grid/justified-rows.ts';
import { pictureMetrics, pictureRowMetrics } from '../grid/tile-metrics.ts';
import { isAway } from '../library/away.ts';
import { Chosen } from '../lists/chosen.ts';
import { Pages } from '../lists/pages.svelte.ts';
import { fewestCompared, mostCompared } from '../preview/comparing.svelte.ts';
import { subjectOfPicture, type PreviewSource } from '../preview/preview.svelte.ts';
import type { PicturesContext } from './context.ts';
import { pictureAttributes } from './picture-attributes.ts';
import { PictureList } from './picture-list.svelte.ts';

/** The part of a scope that narrows it to a folder on disk; null: to none. */
export function folderFilter(below: string | null): Pick<PictureScope, 'filter'> {
  return below === null ? {} : { filter: { below } };
}

/** A grid of whole pictures: of a character, of a folder, of all. */
export class PicturesGrid {
  readonly list: PictureList;
  readonly pages: Pages<PictureRow>;
  readonly grid: Grid;
  readonly chosen: Chosen<PictureId>;
  /** Covers of the stacks that are open. */
  open = $state.raw<ReadonlySet<PictureId>>(new Set());
  readonly #around: PicturesContext;
  readonly #more: () => GridActions;

  /** `more`: what can be done with these pictures besides. */
  constructor(around: PicturesContext, scope: () => PictureScope, more: () => GridActions = () => ({})) {
    this.#around = around;
    this.#more = more;
    const all = (): PictureScope => {
      return around.looks.chosen.stacks ? { ...scope(), stacked: { open: [...this.open] } } : scope();
    };
    this.list = new PictureList(around.engine, all, {
      isBusy: () => around.library.busy,
      onOthers: () => {
        this.pages.clear();
        return this.pages.load(0);
      },
      onLook: () => this.pages.refresh(),
    });
    this.pages = new Pages((page) => this.list.load(page));
    this.grid = new Grid(() => this.#options());
    this.chosen = new Chosen(this.pages, this.grid);
  }

  readonly count = $derived.by(() => this.list.ratios.length);

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const picture = this.pages.at(index);
    const away = picture !== null && isAway(picture.path, this.#around.library.folders.value ?? []);
    return pictureAttributes(picture, away, this.#around.translation.t);
  };

  readonly actions: GridActions = {
    open: (index) => this.preview(index),
    preview: (index) => this.preview(index),
    toggle: (index) => this.chosen.choose(index, { ctrl: true, shift: false }),
    selectAll: () => void this.#around.toasts.attempt(() => this.chosen.all(this.count)),
    openIn: (index) => void this.#file(index, (id) => this.#around.files.open(id)),
    copyPicture: (index) => void this.#file(index, (id) => this.#around.files.copyPicture(id)),
    rate: (index, event) =>
      this.#say(index, (ids) => this.#around.edits.done((engine) => engine.ratePictures(ids, ratingOf(event)))),
    favourite: (index) => this.#say(index, (ids) => this.#favour(index, ids)),
    reveal: (index) => void this.#file(index, (id) => this.#around.files.reveal(id)),
    copyPaths: (index) => void this.#copyPaths(index),
    renameFiles: (index) => this.#renameFiles(index),
  };
  readonly #ofStacks: GridActions = {
    stack: (index) => this.toggleStack(index),
    stackCover: (index) => void this.#chooseCover(index),
  };

  /** What the artist can do now: some of it takes several pictures. */
  readonly offered = $derived.by((): GridActions => {
    const { size } = this.chosen.selection;
    const compare = size < fewestCompared || size > mostCompared ? {} : { compare: () => void this.#compare() };
    const stacks = this.#around.looks.chosen.stacks ? this.#ofStacks : {};
    return { ...this.actions, ...stacks, ...this.#more(), ...compare };
  });

  readonly events: GridEvents = {
    opensOnClick: false,
    actions: this.actions,
    open: (index) => this.preview(index),
    choose: (index, keys) => this.chosen.choose(index, keys),
    selected: (index) => this.chosen.has(index),
    clear: () => this.chosen.clear(),
    beginSweep: (added) => this.chosen.selection.beginSweep(added),
    sweep: (band) => this.chosen.sweep(band),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
    enter: (index, tile) => {
      const picture = this.pages.at(index);
      // Who has chosen several is about to do something with them.
      if (picture && this.chosen.selection.size < 2)
        this.#around.hover.enter(tile, async () => subjectOfPicture(picture));
    },
    resize: (steps) => this.#around.tileSizing.resizeTiles(steps),
    leave: () => this.#around.hover.leave(),
  };

  preview(index: number): void {
    this.#around.hover.leave();
    void this.#around.preview.open(this.#source(), index);
  }

  /** Other pictures from now on: back to the top, nothing chosen. */
  restart(): void {
    this.chosen.selection.clear();
    this.grid.place.active = 0;
    this.grid.scrollTo(0);
    this.list.look.refresh();
  }

  /** Opens the stack of a picture, or closes it. */
  toggleStack(index: number): void {
    const stack = this.pages.at(index)?.stack;
    if (!stack) return;
    const open = new Set(this.open);
    if (!open.delete(stack.cover)) open.add(stack.cover);
    this.open = open;
    this.#around.hover.leave();
    this.list.look.refresh();
  }

  /** What there is to stack may have changed. */
  async refreshStacks(): Promise<void> {
    await this.#around.toasts.attempt(() => this.#around.engine.refreshStacks());
  }

  async #chooseCover(index: number): Promise<void> {
    const picture = this.pages.at(index);
    if (!picture?.stack || picture.stack.cover === picture.id) return;
    const { cover } = picture.stack;
    await this.#around.edits.perform((engine) => engine.chooseCover(picture.id));
    this.open = new Set([...this.open].map((each) => (each === cover ? picture.id : each)));
    this.list.look.refresh();
  }

  /** Does it with the pictures that are meant; what has been dealt with is no longer chosen. */
  with(index: number, work: (pictures: readonly PictureId[]) => Promise<boolean>): void {
    const pictures = this.chosen.targets(index);
    if (pictures.length === 0) return;
    this.#around.hover.leave();
    void work(pictures).then((done) => {
      if (!done) return;
      this.chosen.selection.clear();
      void this.grid.follow(this.grid.active);
    });
  }

  /** Says something of the pictures that are meant; they stay chosen, as more may be said of them. */
  #say(index: number, work: (pictures: readonly PictureId[]) => Promise<boolean>): void {
    const pictures = this.chosen.targets(index);
    if (pictures.length === 0) return;
    this.#around.hover.leave();
    void work(pictures).then(() => this.grid.follow(this.grid.active));
  }

  #options(): GridOptions {
    const { looks, tileSizing } = this.#around;
    const { ratios } = this.list;
    if (looks.chosen.pictureLayout === 'squares')
      return {
        sections: [{ count: ratios.length, heading: false }],
        metrics: pictureMetrics(tileSizing.tileSize, looks.chosen.fileNames),
      };
    const metrics = pictureRowMetrics(tileSizing.tileSize, looks.chosen.fileNames);
    return {
      padding: metrics.padding,
      arrange: (size) => new JustifiedRows(ratios, { ...metrics, ...size }),
    };
  }

  /** They are all favourites then, or none where the one that is meant was. */
  #favour(index: number, ids: readonly PictureId[]): Promise<boolean> {
    const before = (this.pages.at(index) ?? this.pages.known(new Set(ids))[0])?.favourite ?? false;
    return this.#around.edits.done((engine) => engine.favourPictures(ids, !before));
  }

  #drag(index: number, x: number, y: number): void {
    const held = this.pages.at(index);
    if (!held) return;
    this.chosen.point(index);
    const others = this.chosen.targets(index).filter((id) => id !== held.id);
    this.#around.drag.start({ kind: 'pictures', pictures: [held.id, ...others] }, x, y);
  }

  async #compare(): Promise<void> {
    this.#around.hover.leave();
    await this.#around.toasts.attempt(async () => {
      const pictures = await this.#loaded(this.chosen.selection.ids);
      this.#around.comparing.open(pictures, () => void this.grid.follow(this.grid.active));
    });
  }

  async #file(index: number, work: (picture: PictureId) => Promise<void>): Promise<void> {
    const picture = this.pages.at(index);
    if (picture) await work(picture.id);
  }

  async #copyPaths(index: number): Promise<void> {
    const ids = new Set(this.chosen.targets(index));
    await this.#around.toasts.attempt(async () => {
      const paths = (await this.#loaded(ids)).map(({ path }) => path).filter((path) => path !== '');
      await this.#around.files.copyPaths(paths);
    });
  }

  #renameFiles(index: number): void {
    const pictures = this.chosen.targets(index);
    if (pictures.length > 0) this.#around.opener.rename({ pictures });
  }

  async #loaded(ids: ReadonlySet<PictureId>): Promise<readonly PictureRow[]> {
    const known = this.pages.known(ids);
    return known.length === ids.size ? known : (await this.pages.all(this.count)).filter(({ id }) => ids.has(id));
  }

  #source(): PreviewSource {
    return {
      count: this.count,
      pictures: true,
      at: async (index) => {
        const picture = await this.pages.load(index);
        return picture && subjectOfPicture(picture);
      },
      closed: (index) => void this.grid.focus(index),
    };
  }
}
