import type { Character, Face } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { FacesContext } from './context.ts';
import { commands } from '../commands/commands.ts';
import { FacePages, type FaceSource } from './face-pages.svelte.ts';
import { Grid } from '../grid/grid.svelte.ts';
import { chosenOnes, type GridActions, type GridEvents } from '../grid/grid-events.ts';
import { tilesIn } from '../grid/grid-layout.ts';
import { subjectOfFace, type PreviewSource } from '../preview/preview.svelte.ts';
import { Selection, type SelectionKeys } from '../grid/selection.svelte.ts';
import { faceMetrics } from '../grid/tile-metrics.ts';
import { fileName, similarityPercent } from '../i18n/wording.ts';

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

/** As they are spoken. */
const answerKeys = { accept: commands.accept.keys[0] ?? '', refuse: commands.refuse.keys[0] ?? '' };

/** A grid of faces: of a group, without a group, or found. */
export class FacesGrid {
  readonly pages: FacePages;
  readonly grid: Grid;
  readonly selection = new Selection<FaceId>();
  readonly #around: FacesContext;
  readonly #options: FacesOptions;

  constructor(around: FacesContext, options: FacesOptions) {
    this.#around = around;
    this.#options = options;
    this.pages = new FacePages(async (page) => around.images.versions.noted(await options.source(page)));
    this.grid = new Grid(() => ({
      sections: this.sections,
      metrics: faceMetrics(around.tileSizing.tileSize),
    }));
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

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const { t } = this.#around.translation;
    const face = this.pages.at(index);
    if (!face) return { 'data-testid': 'face-tile', 'aria-label': t('face.loading') };
    const label = t('face.label', { file: fileName(face.path) });
    const similarity =
      face.similarity === null ? '' : `, ${t('similarity', { percent: similarityPercent(face.similarity) })}`;
    const waits = face.state === 'suggested' ? `, ${t('suggestions.one')}` : '';
    return {
      'data-testid': 'face-tile',
      'data-face-id': face.id,
      'data-state': face.state,
      'aria-label': label + similarity + waits,
      'aria-description': waits === '' ? undefined : t('suggestions.keys', answerKeys),
    };
  };

  /** What can be done with faces wherever they are. */
  readonly looking: GridActions = {
    open: (index) => this.preview(index),
    preview: (index) => this.preview(index),
    find: (index) => this.find(index),
    toggle: (index) => this.choose(index, { ctrl: true, shift: false }),
    selectAll: () => void this.selectAll(),
    reveal: (index) => void this.reveal(index),
    copyPaths: (index) => void this.copyPaths(index),
    renameFiles: (index) => void this.#renameFiles(index),
  };

  /** Saying whose faces they are. */
  readonly sorting: GridActions = {
    ...this.looking,
    moveTo: (index) => this.with(index, (faces) => this.#around.askedEdits.move(faces, this.#characterId)),
    split: (index) => this.with(index, (faces) => this.#around.edits.split(faces)),
    reject: (index) => this.with(index, (faces) => this.#reject(faces)),
    notAFace: (index) => this.with(index, (faces) => this.#around.edits.notAFace(faces)),
    cover: (index) => void this.#setCover(index),
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
    choose: (index, keys) => this.choose(index, keys),
    selected: (index) => this.selected(index),
    clear: () => this.#clear(),
    beginSweep: (added) => this.selection.beginSweep(added),
    sweep: (band) => this.selection.sweep(this.#idsAt(tilesIn(this.grid.layout, band))),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
    enter: (index, tile) => {
      const face = this.pages.at(index);
      // Who has chosen several is about to do something with them.
      if (face && this.selection.size < 2) this.#around.hover.enter(tile, async () => subjectOfFace(face));
    },
    leave: () => this.#around.hover.leave(),
  };

  get #characterId(): CharacterId | null {
    return this.character?.id ?? null;
  }

  choose(index: number, keys: SelectionKeys): void {
    const { active } = this.grid;
    const idAt = (at: number): FaceId | null => this.pages.at(at)?.id ?? null;
    const choose = (): void => this.selection.choose(index, keys, active, idAt);
    const missing = keys.shift ? this.selection.range(index, active).filter((at) => idAt(at) === null) : [];
    if (missing.length === 0) choose();
    // A range may reach over faces that were never on screen.
    else void this.pages.loadBetween(missing[0] ?? 0, (missing.at(-1) ?? 0) + 1).then(choose);
  }

  /** The right button chooses what it points at, unless that is among what has been chosen. */
  point(index: number): void {
    if (!this.selected(index)) this.choose(index, { ctrl: false, shift: false });
  }

  selected(index: number): boolean {
    const face = this.pages.at(index);
    return face !== null && this.selection.ids.has(face.id);
  }

  suggested(index: number): boolean {
    return this.pages.at(index)?.state === 'suggested';
  }

  accept(index: number): void {
    this.with(index, async (ids) => {
      let done = false;
      for (const [character, faces] of await this.#byCharacter(ids)) {
        const accepted = await this.#around.edits.perform((engine) => engine.acceptFaces(faces, character));
        done = accepted !== null || done;
      }
      return done;
    });
  }

  acceptAll(): void {
    const id = this.#characterId;
    if (id !== null) void this.#around.edits.perform((engine) => engine.acceptAll(id));
  }

  refuseAll(): void {
    const { suggestions: count } = this;
    void this.#around.toasts.attempt(async () => {
      const waiting = (await this.pages.all(count)).filter(({ state }) => state === 'suggested');
      await this.#reject(waiting.map(({ id }) => id));
    });
  }

  async selectAll(): Promise<void> {
    await this.#around.toasts.attempt(async () =>
      this.selection.set((await this.pages.all(this.count)).map(({ id }) => id)),
    );
  }

  /** A single face is chosen wherever the artist goes: nothing to let go of first. */
  #clear(): boolean {
    const several = this.selection.size > 1;
    this.selection.clear();
    return several;
  }

  /** The chosen faces where the tile is one of them, else the tile's own. */
  targets(index: number): readonly FaceId[] {
    const face = this.pages.at(index);
    return index === chosenOnes || this.selected(index) ? [...this.selection.ids] : face ? [face.id] : [];
  }

  /** Does it with the faces that are meant; what has been dealt with is no longer chosen, and the keyboard is on its neighbour. */
  with(index: number, work: (faces: readonly FaceId[]) => Promise<boolean>): void {
    const faces = this.targets(index);
    if (faces.length === 0) return;
    this.#around.hover.leave();
    void work(faces).then((done) => {
      if (!done) return;
      this.selection.clear();
      this.#goOn(new Set(faces));
    });
  }

  /** Where the first of the faces was, the next one that stays is now. */
  #goOn(done: ReadonlySet<FaceId>): void {
    const { active } = this.grid;
    const gone = this.#options.keeps === true ? [] : this.pages.drop(done);
    void this.grid.focus(active - gone.filter((at) => at < active).length);
  }

  #idsAt(indexes: readonly number[]): FaceId[] {
    return indexes.flatMap((at) => this.pages.at(at)?.id ?? []);
  }

  /** Found faces may be in several groups: each is told. Those in none are in none that they could be wrong in. */
  async #reject(ids: readonly FaceId[]): Promise<boolean> {
    let done = false;
    for (const [character, faces] of await this.#byCharacter(ids))
      done = (await this.#around.edits.reject(faces, character)) || done;
    return done;
  }

  async #byCharacter(ids: readonly FaceId[]): Promise<ReadonlyMap<CharacterId, readonly FaceId[]>> {
    const faces = await this.#loaded(new Set(ids));
    const groups = new Map<CharacterId, FaceId[]>();
    for (const { id, character } of faces)
      if (character !== null) groups.set(character, [...(groups.get(character) ?? []), id]);
    return groups;
  }

  async #setCover(index: number): Promise<void> {
    const [face] = this.targets(index);
    if (face !== undefined && this.character) await this.#around.edits.setCover(this.character.id, face);
  }

  #drag(index: number, x: number, y: number): void {
    const held = this.pages.at(index);
    if (!held) return;
    this.point(index);
    const faces = this.targets(index);
    const pictures = this.pages.known(new Set(faces)).map(({ picture }) => picture);
    const shown = [held.id, ...faces.filter((id) => id !== held.id)];
    const cargo = { kind: 'faces', faces, pictures: [...new Set(pictures)], from: this.#characterId, shown } as const;
    this.#around.drag.start(cargo, x, y, () => {
      this.selection.clear();
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

  async reveal(index: number): Promise<void> {
    const face = this.pages.at(index);
    if (face) await this.#around.files.reveal(face.picture);
  }

  async copyPaths(index: number): Promise<void> {
    const ids = new Set(this.targets(index));
    await this.#around.toasts.attempt(async () => {
      const faces = await this.#loaded(ids);
      await this.#around.files.copyPaths([...new Set(faces.map(({ path }) => path))]);
    });
  }

  async #renameFiles(index: number): Promise<void> {
    const ids = new Set(this.targets(index));
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
    this.selection.clear();
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
