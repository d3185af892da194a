import type { CharacterId, FaceId } from '../../electron/contract/model.ts';
import type { AppState } from './app.svelte.ts';
import { FacePages } from './face-pages.svelte.ts';
import { Grid } from './grid.svelte.ts';
import type { GridEvents } from './grid-events.ts';
import { subjectOfFace, type PreviewSource } from './preview.svelte.ts';
import { Selection } from './selection.svelte.ts';
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

  readonly events: GridEvents = {
    opensOnClick: false,
    open: (index) => this.preview(index),
    preview: (index) => this.preview(index),
    find: (index) => this.find(index),
    choose: (index, keys) =>
      this.selection.choose(index, keys, this.grid.active, (at) => this.pages.at(at)?.id ?? null),
    selected: (index) => this.selected(index),
    enter: (index, tile) => {
      const face = this.pages.at(index);
      if (face) this.#app.hover.enter(tile, async () => subjectOfFace(face));
    },
    leave: () => this.#app.hover.leave(),
  };

  selected(index: number): boolean {
    const face = this.pages.at(index);
    return face !== null && this.selection.ids.has(face.id);
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
    const chosen = Array.from({ length: this.count }, (_, at) => at).filter((at) => this.selected(at));
    const indexes = this.selected(index) ? chosen : [index];
    const paths = indexes.flatMap((at) => this.pages.at(at)?.path ?? []);
    await this.#app.copyPaths([...new Set(paths)]);
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
