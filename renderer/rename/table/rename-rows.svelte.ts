import type { RenameRow } from '../../../electron/contract/rename/rename-model.ts';
import type { RowsContext } from './context.ts';
import type { GridActions, GridEvents } from '../../grid/grid-events.ts';
import { Grid } from '../../grid/grid.svelte.ts';
import { subjectOfFace, type PreviewSource, type PreviewSubject } from '../../preview/preview.svelte.ts';
import { describeRow } from '../state/rename-wording.ts';
import { partsOf, targetOf } from '../../i18n/shown-paths.ts';

/** One row below the other, as wide as there is room; CSS pixels. */
const metrics = { tileWidth: 1_000_000, tileHeight: () => 52, gap: 0, padding: 0, headingHeight: 0 };

/** The rows of the preview as a grid: one line per file. */
export class RenameRows {
  /** The row whose new name is being typed. */
  editing = $state<number | null>(null);
  readonly grid: Grid;
  readonly #around: RowsContext;

  constructor(around: RowsContext) {
    this.#around = around;
    this.grid = new Grid(() => ({ sections: [{ count: this.count, heading: false }], metrics }));
  }

  readonly count = $derived.by(() => this.#around.renaming.preview.rows?.count ?? 0);
  /** What the new names are relative to; null: each file's own folder. */
  readonly base = $derived.by(() => this.#around.renaming.form.settings.to);

  at(index: number): RenameRow | null {
    return this.#around.renaming.preview.rows?.at(index) ?? null;
  }

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const row = this.at(index);
    return { 'data-testid': 'rename-row', 'data-fate': row?.fate, 'aria-label': this.#label(row) };
  };

  readonly actions: GridActions = {
    editName: (index) => this.edit(index),
    leaveOut: (index) => this.toggle(index),
    preview: (index) => this.preview(index),
    reveal: (index) => void this.#reveal(index),
    copyPaths: (index) => void this.#copyPath(index),
  };

  readonly events: GridEvents = {
    opensOnClick: false,
    actions: this.actions,
    open: (index) => this.edit(index),
  };

  edit(index: number): void {
    const row = this.at(index);
    if (row?.file == null || row.fate === 'left-out' || this.#around.renaming.run.busy) return;
    this.#around.hover.leave();
    this.editing = index;
  }

  /** `name` null: nothing was typed. The keyboard goes on at the row. */
  async edited(index: number, name: string | null): Promise<void> {
    if (this.editing !== index) return;
    this.editing = null;
    const row = this.at(index);
    if (row?.file != null && name !== null && name !== targetOf(row, this.base))
      this.#around.renaming.form.override(row.file, name.trim() === '' ? undefined : name.trim());
    await this.grid.focus(index);
  }

  /** Leaves the file out; takes one in that was left out. */
  toggle(index: number): void {
    const row = this.at(index);
    if (row?.file == null || this.#around.renaming.run.busy) return;
    this.#around.renaming.form.override(row.file, row.fate === 'left-out' ? undefined : null);
  }

  /** Back to what the template makes of it. */
  reset(index: number): void {
    const row = this.at(index);
    if (row?.file != null) this.#around.renaming.form.override(row.file, undefined);
  }

  preview(index: number): void {
    void this.#around.preview.open(this.#source(), index);
  }

  async #reveal(index: number): Promise<void> {
    const row = this.at(index);
    if (row?.picture != null) await this.#around.files.reveal(row.picture);
  }

  async #copyPath(index: number): Promise<void> {
    const row = this.at(index);
    if (row) await this.#around.files.copyPaths([row.from]);
  }

  #label(row: RenameRow | null): string {
    const { t } = this.#around.translation;
    if (!row) return t('rename.row.loading');
    const from = partsOf(row.from).name;
    const change = row.from === row.to ? t('rename.row.same', { from }) : this.#change(row, from);
    return [change, row.characters.join(', '), describeRow(t, row)].filter((part) => part !== '').join(', ');
  }

  #change(row: RenameRow, from: string): string {
    return this.#around.translation.t('rename.row', { from, to: targetOf(row, this.base) });
  }

  #source(): PreviewSource {
    return {
      count: this.count,
      at: async (index) => {
        const row = await this.#around.renaming.preview.rows?.load(index);
        return row ? await this.#subject(row) : null;
      },
      closed: (index) => void this.grid.focus(index),
    };
  }

  /** The face that the row shows, in its picture; null where the library has none for it. */
  async #subject({ picture, face }: RenameRow): Promise<PreviewSubject | null> {
    if (picture === null) return null;
    const { faces } = await this.#around.engine.getPicture(picture);
    const shown = faces.find(({ id }) => id === face) ?? faces[0];
    return shown ? subjectOfFace(shown) : null;
  }
}
