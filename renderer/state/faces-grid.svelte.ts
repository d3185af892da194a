import type { CharacterId, FaceId } from '../../electron/contract/model.ts';
import type { AppState } from './app.svelte.ts';
import { FacePages } from './face-pages.svelte.ts';
import { Grid } from './grid.svelte.ts';
import { chosenOnes, type GridActions, type GridEvents } from './grid-events.ts';
import { tilesIn } from './grid-layout.ts';
import { subjectOfFace, type PreviewSource } from './preview.svelte.ts';
import { Selection, type SelectionKeys } from './selection.svelte.ts';
import { faceMetrics } from './tile-metrics.ts';
import { fileName, similarityPercent } from './wording.ts';

/** The faces of one group (`null`: the faces without a group). */
export class FacesGrid {
  readonly pages: FacePages;
  readonly grid: Grid;
  readonly selection = new Selection<FaceId>();
  readonly #app: AppState;
  readonly #character: CharacterId | null;

  constructor(app: AppState, character: CharacterId | null) {
    this.#app = app;
    this.#character = character;
    this.pages = new FacePages(app.engine, character);
    this.grid = new Grid(() => ({
      sections: [{ count: this.count, heading: false }],
      metrics: faceMetrics(app.settings.tileSize),
    }));
  }

  readonly character = $derived.by(() => this.#app.characters.byId(this.#character));
  readonly count = $derived.by(() =>
    this.#character === null ? (this.#app.library.status.value?.ungrouped ?? 0) : (this.character?.faces ?? 0),
  );

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const { t } = this.#app.settings;
    const face = this.pages.at(index);
    if (!face) return { 'data-testid': 'face-tile', 'aria-label': t('face.loading') };
    const label = t('face.label', { file: fileName(face.path) });
    const similarity =
      face.similarity === null ? '' : `, ${t('similarity', { percent: similarityPercent(face.similarity) })}`;
    return { 'data-testid': 'face-tile', 'data-face-id': face.id, 'aria-label': label + similarity };
  };

  readonly actions: GridActions = {
    open: (index) => this.preview(index),
    preview: (index) => this.preview(index),
    find: (index) => this.find(index),
    toggle: (index) => this.choose(index, { ctrl: true, shift: false }),
    selectAll: () => void this.selectAll(),
    reveal: (index) => void this.reveal(index),
    copyPaths: (index) => void this.copyPaths(index),
  };

  readonly events: GridEvents = {
    opensOnClick: false,
    actions: this.actions,
    open: (index) => this.preview(index),
    choose: (index, keys) => this.choose(index, keys),
    selected: (index) => this.selected(index),
    clear: () => this.#clear(),
    beginSweep: (added) => this.selection.beginSweep(added),
    sweep: (band) => this.selection.sweep(this.#idsAt(tilesIn(this.grid.layout, band))),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
    enter: (index, tile) => {
      const face = this.pages.at(index);
      if (face) this.#app.hover.enter(tile, async () => subjectOfFace(face));
    },
    leave: () => this.#app.hover.leave(),
  };

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

  async selectAll(): Promise<void> {
    await this.#app.attempt(async () => this.selection.set((await this.pages.all(this.count)).map(({ id }) => id)));
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

  #idsAt(indexes: readonly number[]): FaceId[] {
    return indexes.flatMap((at) => this.pages.at(at)?.id ?? []);
  }

  #drag(index: number, x: number, y: number): void {
    if (!this.selected(index)) this.choose(index, { ctrl: false, shift: false });
    const faces = this.targets(index);
    const known = this.pages.known(new Set(faces));
    const held = this.pages.at(index);
    if (!held) return;
    const shown = [held.id, ...faces.filter((id) => id !== held.id)];
    const pictures = [...new Set(known.map(({ picture }) => picture))];
    this.#app.drag.start({ kind: 'faces', faces, pictures, from: this.#character, shown }, x, y);
  }

  preview(index: number): void {
    this.#app.hover.leave();
    void this.#app.preview.open(this.#source(), index);
  }

  find(index: number): void {
    const face = this.pages.at(index);
    if (face) this.#app.findFace(face.id, face.picture);
  }

  async reveal(index: number): Promise<void> {
    const face = this.pages.at(index);
    if (face) await this.#app.reveal(face.picture);
  }

  async copyPaths(index: number): Promise<void> {
    const ids = new Set(this.targets(index));
    const known = this.pages.known(ids);
    await this.#app.attempt(async () => {
      const faces =
        known.length === ids.size ? known : (await this.pages.all(this.count)).filter(({ id }) => ids.has(id));
      await this.#app.copyPaths([...new Set(faces.map(({ path }) => path))]);
    });
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
