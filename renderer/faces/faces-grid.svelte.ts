import type { Character, Face } from '../../electron/contract/api/faces-api.ts';
import type { Rating } from '../../electron/contract/catalogue-model.ts';
import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';
import { ratingOf } from '../catalogue/rating-of.ts';
import { acceptFaces, rejectFaces } from './answer-faces.ts';
import type { FacesContext } from './context.ts';
import { faceAttributes } from './face-attributes.ts';
import type { FaceSource } from './face-source.ts';
import { Chosen } from '../lists/chosen.ts';
import { Pages } from '../lists/pages.svelte.ts';
import { Grid } from '../grid/grid.svelte.ts';
import type { CommandId } from '../commands/commands.ts';
import { actionsFor, chosenOnes, type GridActions, type GridEvents } from '../grid/grid-events.ts';
import { subjectOfFace, type PreviewSource } from '../preview/preview.svelte.ts';
import { faceMetrics } from '../grid/tile-metrics.ts';

export interface FacesOptions {
  readonly source: FaceSource;
  /** How many there are now. */
  readonly count: () => number;
  /** How many of them, the first ones, wait for an answer; none where it is absent. */
  readonly suggestions?: () => number;
  /** The group that they are all in; null: in several, or in none. */
  readonly character: () => Character | null;
  /** Faces stay in the list wherever they are moved, as what a search has found does. */
  readonly keeps?: boolean;
}

/** A grid of faces: of a group, without a group, or found. */
export class FacesGrid {
  readonly pages: Pages<Face>;
  readonly grid: Grid;
  readonly chosen: Chosen<FaceId>;
  readonly #around: FacesContext;
  readonly #options: FacesOptions;

  constructor(around: FacesContext, options: FacesOptions) {
    this.#around = around;
    this.#options = options;
    this.pages = new Pages(async (page) => around.images.versions.noted(await options.source(page)));
    this.grid = new Grid(() => ({
      sections: this.sections,
      metrics: faceMetrics(around.tileSizing.tileSize),
    }));
    this.chosen = new Chosen(this.pages, this.grid);
  }

  readonly character = $derived.by(() => this.#options.character());
  readonly count = $derived.by(() => this.#options.count());
  /** What is counted may be newer than what is shown: a face that has its answer never stands among those that wait. */
  readonly suggestions = $derived.by(() => {
    const counted = Math.min(this.count, this.#options.suggestions?.() ?? 0);
    return counted === 0
      ? 0
      : Math.min(
          counted,
          this.pages.leading(({ state }) => state === 'suggested'),
        );
  });
  /** What waits for an answer stands apart, first. */
  readonly sections = $derived.by(() =>
    this.suggestions === 0
      ? [{ count: this.count, heading: false }]
      : [
          { count: this.suggestions, heading: true },
          { count: this.count - this.suggestions, heading: this.count > this.suggestions },
        ],
  );

  readonly attributes = (index: number): Record<string, string | number | undefined> =>
    faceAttributes(this.pages.at(index), this.#around.translation.t);

  /** What can be done with faces wherever they are. */
  readonly looking: GridActions = {
    open: (index) => this.preview(index),
    preview: (index) => this.preview(index),
    find: (index) => this.find(index),
    toggle: (index) => this.chosen.choose(index, { ctrl: true, shift: false }),
    selectAll: () => void this.selectAll(),
    reveal: (index) => void this.reveal(index),
    openIn: (index) => void this.#file(index, (id) => this.#around.files.open(id)),
    copyPicture: (index) => void this.#file(index, (id) => this.#around.files.copyPicture(id)),
    copyPaths: (index) => void this.copyPaths(index),
    renameFiles: (index) => void this.#renameFiles(index),
  };

  /** Saying whose faces they are. */
  readonly sorting: GridActions = {
    ...this.looking,
    ...actionsFor('editFaces', (edit, index) =>
      this.with(index, (faces) => this.#around.edits.done((engine) => edit(engine, faces))),
    ),
    moveTo: (index) => this.with(index, (faces) => this.#around.askedEdits.move(faces, this.#characterId)),
    reject: (index) =>
      this.with(index, async (ids) => rejectFaces(this.#around.edits, await this.#loaded(new Set(ids)))),
    cover: (index) => void this.#setCover(index),
    outfit: (index) => void this.#around.dressing.dress(this.chosen.targets(index)),
    giveByKey: (index, event) => this.#giveByKey(index, event),
    rate: (index, event) => void this.#sayOfPictures(index, (pictures) => this.#rate(pictures, ratingOf(event))),
    favourite: (index) => void this.#sayOfPictures(index, (pictures) => this.#favour(pictures)),
  };

  /** What can be done with a suggestion. Return answers there; elsewhere it opens. */
  readonly answering: GridActions = {
    open: (index) => (this.suggested(index) ? this.accept(index) : this.preview(index)),
    accept: (index) => this.accept(index),
    refuse: (index) => this.sorting.reject?.(index),
  };

  /** What keys do with the active face: one that waits is answered. */
  readonly answers = $derived.by((): GridActions => (this.suggested(this.grid.active) ? this.answering : {}));

  readonly events: GridEvents = {
    opensOnClick: false,
    actions: this.sorting,
    open: (index) => this.preview(index),
    choose: (index, keys) => this.chosen.choose(index, keys),
    selected: (index) => this.chosen.has(index),
    clear: () => this.chosen.clear(),
    beginSweep: (added) => this.chosen.selection.beginSweep(added),
    sweep: (band) => this.chosen.sweep(band),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
    enter: (index, tile) => {
      const face = this.pages.at(index);
      // Who has chosen several is about to do something with them.
      if (face && this.chosen.selection.size < 2) this.#around.hover.enter(tile, async () => subjectOfFace(face));
    },
    resize: (steps) => this.#around.tileSizing.resizeTiles(steps),
    leave: () => this.#around.hover.leave(),
  };

  /** A key may come before the face that it is about, as in a view that has just been opened: then it waits for the face. */
  onceLoaded(actions: GridActions): GridActions {
    const entries = Object.entries(actions) as [CommandId, NonNullable<GridActions[CommandId]>][];
    return Object.fromEntries(
      entries.map(([id, act]): [CommandId, typeof act] => [
        id,
        (index, event) => {
          if (index === chosenOnes || this.pages.at(index) !== null) act(index, event);
          else void this.pages.load(index).then(() => act(index, event));
        },
      ]),
    );
  }

  get #characterId(): CharacterId | null {
    return this.character?.id ?? null;
  }

  suggested(index: number): boolean {
    return this.pages.at(index)?.state === 'suggested';
  }

  accept(index: number): void {
    this.with(index, async (ids) => acceptFaces(this.#around.edits, await this.#loaded(new Set(ids))));
  }

  acceptAll(): void {
    const id = this.#characterId;
    if (id !== null) void this.#around.edits.perform((engine) => engine.acceptAll(id));
  }

  refuseAll(): void {
    const { suggestions: count } = this;
    void this.#around.toasts.attempt(async () => {
      const waiting = (await this.pages.all(count)).filter(({ state }) => state === 'suggested');
      await rejectFaces(this.#around.edits, waiting);
    });
  }

  async selectAll(): Promise<void> {
    await this.#around.toasts.attempt(() => this.chosen.all(this.count));
  }

  /** Does it with the faces that are meant; what has been dealt with is no longer chosen, and the keyboard is on its neighbour. */
  with(index: number, work: (faces: readonly FaceId[]) => Promise<boolean>): void {
    const faces = this.chosen.targets(index);
    if (faces.length === 0) return;
    this.#around.hover.leave();
    void work(faces).then((done) => {
      if (!done) return;
      this.chosen.selection.clear();
      this.#goOn(new Set(faces));
    });
  }

  /** Where the first of the faces was, the next one that stays is now. */
  #goOn(done: ReadonlySet<FaceId>): void {
    const { active } = this.grid;
    const gone = this.#options.keeps === true ? [] : this.pages.drop(done);
    void this.grid.focus(active - gone.filter((at) => at < active).length);
  }

  /** To whom the artist has given the key. */
  #giveByKey(index: number, event: KeyboardEvent | undefined): void {
    const { characters, edits, toasts, translation } = this.#around;
    const key = event?.key ?? '';
    const character = characters.all.find(({ about }) => String(about?.hotkey) === key);
    if (!character) toasts.show('info', translation.t('hotkey.nobody', { key }));
    else if (character.id === this.#characterId) toasts.show('info', translation.t('edit.unchanged'));
    else this.with(index, (faces) => edits.move(faces, { character }));
  }

  async #sayOfPictures(index: number, say: (pictures: readonly PictureId[]) => Promise<unknown>): Promise<void> {
    const ids = new Set(this.chosen.targets(index));
    await this.#around.toasts.attempt(async () => {
      const pictures = [...new Set((await this.#loaded(ids)).map(({ picture }) => picture))];
      if (pictures.length > 0) await say(pictures);
    });
  }

  #rate(pictures: readonly PictureId[], rating: Rating): Promise<boolean> {
    return this.#around.edits.done((engine) => engine.ratePictures(pictures, rating));
  }

  /** They are all favourites then, or none where the first was. */
  async #favour(pictures: readonly PictureId[]): Promise<boolean> {
    const [first] = pictures;
    if (first === undefined) return false;
    const { about } = await this.#around.engine.getPicture(first);
    return await this.#around.edits.done((engine) => engine.favourPictures(pictures, !about.favourite));
  }

  async #setCover(index: number): Promise<void> {
    const [face] = this.chosen.targets(index);
    if (face !== undefined && this.character) await this.#around.edits.setCover(this.character.id, face);
  }

  #drag(index: number, x: number, y: number): void {
    const held = this.pages.at(index);
    if (!held) return;
    this.chosen.point(index);
    const faces = this.chosen.targets(index);
    const pictures = this.pages.known(new Set(faces)).map(({ picture }) => picture);
    const shown = [held.id, ...faces.filter((id) => id !== held.id)];
    const cargo = { kind: 'faces', faces, pictures: [...new Set(pictures)], from: this.#characterId, shown } as const;
    this.#around.drag.start(cargo, x, y, () => {
      this.chosen.selection.clear();
      void this.grid.follow(this.grid.active);
    });
  }

  preview(index: number): void {
    this.#around.hover.leave();
    void this.#around.preview.open(this.#source(), index);
  }

  find(index: number): void {
    const face = this.pages.at(index);
    if (face) this.#around.opener.find(face.id, face.picture);
  }

  reveal(index: number): Promise<void> {
    return this.#file(index, (id) => this.#around.files.reveal(id));
  }

  async #file(index: number, work: (picture: PictureId) => Promise<void>): Promise<void> {
    const face = this.pages.at(index);
    if (face) await work(face.picture);
  }

  async copyPaths(index: number): Promise<void> {
    const ids = new Set(this.chosen.targets(index));
    await this.#around.toasts.attempt(async () => {
      const faces = await this.#loaded(ids);
      await this.#around.files.copyPaths([...new Set(faces.map(({ path }) => path))]);
    });
  }

  async #renameFiles(index: number): Promise<void> {
    const ids = new Set(this.chosen.targets(index));
    await this.#around.toasts.attempt(async () => {
      const pictures = (await this.#loaded(ids)).map(({ picture }) => picture);
      this.#around.opener.rename({ pictures: [...new Set(pictures)] });
    });
  }

  async #loaded(ids: ReadonlySet<FaceId>): Promise<readonly Face[]> {
    const known = this.pages.known(ids);
    return known.length === ids.size ? known : (await this.pages.all(this.count)).filter(({ id }) => ids.has(id));
  }

  /** Other faces from now on: back to the top, nothing chosen. */
  restart(): void {
    this.chosen.selection.clear();
    this.grid.place.active = 0;
    this.grid.scrollTo(0);
    this.pages.restart();
  }

  #source(): PreviewSource {
    return {
      count: this.count,
      at: async (index) => {
        const face = await this.pages.load(index);
        return face && subjectOfFace(face);
      },
      closed: (index) => void this.grid.focus(index),
    };
  }
}
