import type {
  ExportApi,
  ExportCounts,
  ExportProgress,
  XmpProblem,
  XmpResult,
} from '../../electron/contract/export-api.ts';
import type { EngineEvents } from '../../electron/contract/engine-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { Page } from '../../electron/contract/checks.ts';
import type { PictureId } from '../../electron/contract/ids.ts';
import type { RenameApi } from '../../electron/contract/rename-api.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenameFate,
  RenameKind,
  RenamePlan,
  RenamePlanId,
  RenamePreset,
  RenameProgress,
  RenameRequest,
  RenameResult,
  RenameRow,
  RowFilter,
  TemplateCheck,
} from '../../electron/contract/rename-model.ts';
import { completeTemplate } from '../../electron/engine/rename/naming/completion.ts';
import { parseTemplate } from '../../electron/engine/rename/naming/template.ts';
import { tokenList } from '../../electron/engine/rename/naming/tokens.ts';

interface Held {
  readonly plan: RenamePlan;
  readonly rows: readonly RenameRow[];
  readonly template: string;
}

/** The way the next batches end: `rename=…` in the demo's address. */
export const demoEndings = ['applied', 'rolled-back', 'pending', 'recovered', 'slow'] as const;
export type DemoEnding = (typeof demoEndings)[number];

/** Renaming in the demo: templates are read for real, the rest is made up and no file is touched. */
export class DemoRenames implements RenameApi, ExportApi {
  readonly #rowsFor: (request: RenameRequest) => RenameRow[];
  readonly #changed: EngineEvents['changed'];
  readonly #ending: DemoEnding;
  readonly #plans = new Map<RenamePlanId, Held>();
  #presets: RenamePreset[] = [];
  #batches: RenameBatch[];
  #progress: RenameProgress | null = null;
  #cancelled = false;

  constructor(rowsFor: (request: RenameRequest) => RenameRow[], changed: EngineEvents['changed'], ending: DemoEnding) {
    this.#rowsFor = rowsFor;
    this.#changed = changed;
    this.#ending = ending;
    this.#batches = ending === 'applied' ? [] : pastBatches(ending);
  }

  async checkTemplate(template: string, caret: number | null): Promise<TemplateCheck> {
    const completion = caret === null ? null : completeTemplate(template, caret);
    return { errors: parseTemplate(template).errors, completion, tokens: tokenList };
  }

  async previewRename(request: RenameRequest): Promise<RenamePlan> {
    if (request.to?.includes('failing')) throw new AppError('not-writable', request.to);
    const { errors } = parseTemplate(request.template);
    const rows = errors.length > 0 ? [] : this.#rowsFor(request);
    return this.#hold(request.mode, rows, request.template, errors);
  }

  #hold(
    kind: RenameKind,
    rows: readonly RenameRow[],
    template: string,
    templateErrors: RenamePlan['templateErrors'] = [],
  ): RenamePlan {
    const count = (fate: RenameFate): number => rows.filter((row) => row.fate === fate).length;
    const counts = {
      change: count('change'),
      same: count('same'),
      refused: count('refused'),
      leftOut: count('left-out'),
      unnamed: kind === 'undo' ? 0 : 214,
      sidecars: rows.reduce((sum, { sidecars }) => sum + sidecars.length, 0),
    };
    const id = (this.#plans.size + 1) as RenamePlanId;
    const plan = { id, kind, counts, problems: [], templateErrors, seconds: 0 };
    this.#plans.set(id, { plan, rows, template });
    return plan;
  }

  async listRenameRows(plan: RenamePlanId, { fate, text }: RowFilter, page: Page): Promise<RenameRow[]> {
    const rows = this.#held(plan).rows.filter(
      (row) => (fate === undefined || row.fate === fate) && (text === undefined || (row.from + row.to).includes(text)),
    );
    return rows.slice(page.offset, page.offset + page.limit);
  }

  #held(plan: RenamePlanId): Held {
    const held = this.#plans.get(plan);
    if (!held) throw new AppError('plan-gone', plan);
    return held;
  }

  async applyRename(id: RenamePlanId): Promise<RenameResult> {
    const { plan, rows, template } = this.#held(id);
    const moved = rows.filter(({ fate }) => fate === 'change');
    const [first] = moved;
    if (!first) throw new AppError('nothing-to-rename');
    this.#cancelled = false;
    const finished = await this.#work(moved.length);
    const outcome = finished ? this.#outcome() : 'rolled-back';
    const batch: RenameBatch = {
      id: (this.#batches.length + 1) as RenameBatchId,
      at: Date.now(),
      kind: plan.kind,
      template,
      files: moved.length,
      example: { from: first.from, to: first.to },
      state: outcome,
      undoes: null,
      recovered: null,
      rescued: [],
    };
    this.#batches = [batch, ...this.#batches];
    this.#changed(['renames']);
    const reason = finished ? 'ENOSPC' : 'cancelled';
    return { outcome, batch, failure: outcome === 'applied' ? null : { path: first.from, reason } };
  }

  #outcome(): RenameResult['outcome'] {
    return this.#ending === 'rolled-back' || this.#ending === 'pending' ? this.#ending : 'applied';
  }

  /** Answers whether it came to its end. */
  async #work(files: number): Promise<boolean> {
    const steps = this.#ending === 'slow' ? 40 : 2;
    for (let step = 0; step < steps && !this.#cancelled; step++) {
      this.#progress = { phase: 'moving', done: Math.floor((files * step) / steps), total: files };
      this.#changed(['renames']);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#progress = null;
    return !this.#cancelled;
  }

  async cancelRename(): Promise<void> {
    this.#cancelled = true;
  }

  async renameProgress(): Promise<RenameProgress | null> {
    return this.#progress;
  }

  async listRenameBatches({ offset, limit }: Page): Promise<RenameBatch[]> {
    return this.#batches.slice(offset, offset + limit);
  }

  async previewUndoRename(id: RenameBatchId): Promise<RenamePlan> {
    const batch = this.#batches.find((known) => known.id === id);
    if (batch?.state !== 'applied') throw new AppError('batch-not-undoable', id);
    const rows = [...this.#plans.values()].findLast(({ template }) => template === batch.template)?.rows ?? [];
    const back = rows
      .filter(({ fate }) => fate === 'change')
      .map((row, at): RenameRow => {
        const gone = at < 3 && this.#ending !== 'applied';
        const problems = gone ? ([{ kind: 'gone', other: null }] as const) : [];
        return { ...row, from: row.to, to: row.from, problems, fate: gone ? 'refused' : 'change' };
      });
    return this.#hold('undo', back, '');
  }

  async undoRename(id: RenameBatchId): Promise<RenameResult> {
    return this.applyRename((await this.previewUndoRename(id)).id);
  }

  async listRenamePresets(): Promise<RenamePreset[]> {
    return this.#presets;
  }

  async saveRenamePreset(preset: RenamePreset): Promise<void> {
    this.#presets = [...this.#presets.filter(({ name }) => name !== preset.name), preset];
  }

  async removeRenamePreset(name: string): Promise<void> {
    this.#presets = this.#presets.filter((preset) => preset.name !== name);
  }

  async countExport(): Promise<ExportCounts> {
    return { faces: 5_218, files: 4_873, namedFiles: 3_120 };
  }

  async exportFaces(): Promise<{ readonly faces: number }> {
    return { faces: 5_218 };
  }

  async previewXmp(): Promise<XmpResult> {
    return {
      written: 2_968,
      merged: 140,
      same: 0,
      problems: demoXmpProblems,
      example: 1 as PictureId,
      cancelled: false,
    };
  }

  async exportXmp(): Promise<XmpResult> {
    this.#changed(['exports']);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return this.previewXmp();
  }

  async exportProgress(): Promise<ExportProgress | null> {
    return { done: 1_204, total: 3_120 };
  }

  async cancelExport(): Promise<void> {
    return Promise.resolve();
  }
}

const demoXmpProblems: readonly XmpProblem[] = [
  { path: '/home/mika/art/events/ev_0007.png', kind: 'not-xmp', detail: 'there is no rdf:RDF in it' },
  { path: '/home/mika/art/old/scan_21.jpg', kind: 'read-only', detail: 'EACCES: permission denied' },
];

function pastBatches(ending: DemoEnding): RenameBatch[] {
  const example = { from: '/home/mika/art/events/ev_0014.png', to: '/home/mika/art/events/Mika_014.png' };
  const past = { template: '{character}_{index:000}', example, undoes: null, recovered: null, rescued: [] };
  const hour = 3_600_000;
  const batch = (id: number, changes: Partial<RenameBatch>): RenameBatch => ({
    id: id as RenameBatchId,
    at: Date.UTC(2026, 10, 20 + id, 9, 12) - id * hour,
    kind: 'rename',
    files: 412,
    state: 'applied',
    ...past,
    ...changes,
  });
  return [
    batch(5, ending === 'recovered' ? { recovered: 'completed', files: 96 } : { files: 96 }),
    batch(4, { kind: 'undo', template: '', files: 40 }),
    batch(3, { kind: 'move', template: '{character}/{stem}', files: 40, state: 'undone' }),
    batch(2, { kind: 'copy', template: '{character}/{character}_{index:000}', files: 1_280 }),
    batch(1, { state: 'rolled-back', recovered: 'rolled-back' }),
  ];
}
