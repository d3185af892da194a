import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../../electron/contract/api/library-api.ts';
import type {
  RenameBatch,
  RenamePlan,
  RenamePreset,
  RenameResult,
  RenameRow,
} from '../../../electron/contract/rename/rename-model.ts';
import type { ShellApi } from '../../../electron/contract/shell/shell-api.ts';
import type { FilesToRename } from '../../navigation/opener.ts';
import { Resource } from '../../library/resource.svelte.ts';
import { PlanPreview } from './plan-preview.svelte.ts';
import { RenameForm } from './rename-form.svelte.ts';
import { RenameHistory, type ToldMark } from './rename-history.svelte.ts';
import { RenameRun } from './rename-run.svelte.ts';
import { TemplateField } from './template-field.svelte.ts';

/** Why the files cannot be renamed now. */
export type Obstacle = 'template' | 'target' | 'folder' | 'characters' | 'planning' | 'failed' | 'nothing';

/** How many of the files that an undo leaves where they are can be listed by name. */
const namedAtOnce = 200;

/** An undo that cannot take back everything: asked before it is done. */
export interface UndoQuestion {
  readonly batch: RenameBatch;
  readonly plan: RenamePlan;
  /** Files that stay, with the reason; the first of them where they are many. */
  readonly staying: readonly RenameRow[];
  answer(wanted: boolean): void;
}

/** Renaming, from the template to undo. */
export class Renaming {
  tab = $state<'preview' | 'history'>('preview');
  undoQuestion = $state.raw<UndoQuestion | null>(null);

  readonly form = new RenameForm();
  readonly field: TemplateField;
  readonly preview: PlanPreview;
  readonly run: RenameRun;
  readonly history: RenameHistory;
  readonly presets: Resource<RenamePreset[]>;
  readonly #engine: EngineApi;
  readonly #shell: Pick<ShellApi, 'pickTarget'>;

  constructor(engine: EngineApi, shell: Pick<ShellApi, 'pickTarget'>, told: ToldMark) {
    this.#engine = engine;
    this.#shell = shell;
    this.field = new TemplateField(engine, this.form);
    this.preview = new PlanPreview(engine);
    this.run = new RenameRun(engine);
    this.history = new RenameHistory(engine, told);
    this.presets = new Resource(() => engine.listRenamePresets());
  }

  readonly obstacle = $derived.by((): Obstacle | null => {
    const { preview, form } = this;
    if (this.field.errors.length > 0) return 'template';
    if (form.missing) return form.missing;
    if (preview.error) return 'failed';
    if (preview.pending || !preview.plan) return 'planning';
    return preview.plan.counts.change === 0 ? 'nothing' : null;
  });

  /** After a new engine has connected: it knows nothing of the plans of the one before. */
  connected(): void {
    this.history.batches.refresh();
    this.presets.refresh();
    this.preview.clear();
  }

  changed(topics: readonly Topic[]): void {
    if (topics.includes('renames')) {
      void this.run.refresh();
      this.presets.refresh();
      if (!this.run.busy) this.history.batches.refresh();
    }
    const about = topics.includes('characters') || topics.includes('pictures') || topics.includes('folders');
    if (about && !this.run.busy) this.preview.outdated = true;
  }

  /** Another question: how the last run ended is read. */
  only(files: FilesToRename): void {
    if ('characters' in files) this.form.only(files.characters);
    else if ('below' in files) this.form.onlyFolder(files.below);
    else this.form.onlyPictures(files.pictures);
    this.run.dismiss();
  }

  /** Asks where the files are to go. */
  async pickTarget(): Promise<void> {
    const path = await this.#shell.pickTarget();
    if (path !== null) this.form.to = path;
  }

  /** Plans anew what the form asks for. */
  plan(): Promise<void> {
    if (!this.form.missing) return this.preview.make(this.form.request);
    this.preview.clear();
    return Promise.resolve();
  }

  async apply(): Promise<RenameResult | null> {
    const { plan } = this.preview;
    if (this.obstacle !== null || !plan) return null;
    const result = await this.run.apply(plan);
    this.history.batches.refresh();
    // The plan is used up, whatever came of it.
    this.preview.clear();
    if (result?.outcome === 'applied') this.form.clearOverrides();
    return result;
  }

  /** Takes a batch back; where some of its files cannot be, the artist decides about the others. Null: nothing was done. */
  async undo(batch: RenameBatch): Promise<RenameResult | null> {
    const plan = await this.#engine.previewUndoRename(batch.id);
    if (plan.counts.refused > 0 && !(await this.#ask(batch, plan))) return null;
    const result = await this.run.apply(plan);
    this.history.batches.refresh();
    this.preview.clear();
    return result;
  }

  async #ask(batch: RenameBatch, plan: RenamePlan): Promise<boolean> {
    const staying = await this.#engine.listRenameRows(plan.id, { fate: 'refused' }, { offset: 0, limit: namedAtOnce });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.undoQuestion = { batch, plan, staying, answer: resolve };
    const wanted = await promise;
    this.undoQuestion = null;
    return wanted;
  }

  async savePreset(name: string): Promise<void> {
    await this.restorePreset({ name, request: this.form.settings });
  }

  async restorePreset(preset: RenamePreset): Promise<void> {
    await this.#engine.saveRenamePreset(preset);
    this.presets.refresh();
  }

  async removePreset(name: string): Promise<void> {
    await this.#engine.removeRenamePreset(name);
    this.presets.refresh();
  }
}
