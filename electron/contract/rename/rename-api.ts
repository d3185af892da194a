import { z } from 'zod';
import { id, path, page, scope, type Page } from '../checks.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenamePlan,
  RenamePlanId,
  RenamePreset,
  RenameProgress,
  RenameRequest,
  RenameResult,
  RenameRow,
  RowFilter,
  TemplateCheck,
} from './rename-model.ts';

/** The calls that touch the artist's files, and what leads to them. */
export interface RenameApi {
  /** `caret`: UTF-16 offset, for completion. A wrong template is an answer, not an error. */
  checkTemplate(template: string, caret: number | null): Promise<TemplateCheck>;
  /** Plans; nothing moves. Ask for the rows with `listRenameRows`. */
  previewRename(request: RenameRequest): Promise<RenamePlan>;
  /** Problems first, then by old path in natural order. Throws `plan-gone`. */
  listRenameRows(plan: RenamePlanId, filter: RowFilter, page: Page): Promise<RenameRow[]>;
  /** Moves every row that changes: all or none. Throws `plan-gone`, `rename-running`, `nothing-to-rename`. */
  applyRename(plan: RenamePlanId): Promise<RenameResult>;
  /** Takes back what is done so far: `applyRename` then answers `rolled-back`. */
  cancelRename(): Promise<void>;
  renameProgress(): Promise<RenameProgress | null>;
  /** Newest first. */
  listRenameBatches(page: Page): Promise<RenameBatch[]>;
  /** The way back, as a plan. Files that changed since are refused. Throws `batch-gone`, `batch-not-undoable`. */
  previewUndoRename(batch: RenameBatchId): Promise<RenamePlan>;

  listRenamePresets(): Promise<RenamePreset[]>;
  /** One of the same name is replaced. */
  saveRenamePreset(preset: RenamePreset): Promise<void>;
  removeRenamePreset(name: string): Promise<void>;
}

const template = z.string().max(1_000);
const word = z.strictObject({ do: z.literal('word'), word: z.string().min(1).max(100) });
const skip = z.strictObject({ do: z.literal('skip') });

const settings = {
  template,
  mode: z.enum(['rename', 'move', 'copy']),
  to: path.nullable(),
  several: z.strictObject({
    order: z.enum(['largest', 'left-to-right']),
    join: z.string().max(20),
    limit: z.int().min(1).max(20),
  }),
  unnamed: z.union([skip, word]),
  unsure: z.union([z.strictObject({ do: z.literal('use') }), skip, word]),
  counter: z.strictObject({ per: z.enum(['character', 'folder', 'batch']), start: z.int().nonnegative().max(1e9) }),
};
const overrides = z.array(z.strictObject({ file: id, name: z.string().max(4_096).nullable() })).max(100_000);

export const renameSchemas = {
  checkTemplate: z.tuple([template, z.int().nonnegative().nullable()]),
  previewRename: z.tuple([z.strictObject({ ...settings, scope, overrides })]),
  listRenameRows: z.tuple([
    id,
    z.strictObject({
      fate: z.enum(['change', 'same', 'refused', 'left-out']).optional(),
      text: z.string().max(1_000).optional(),
    }),
    page,
  ]),
  applyRename: z.tuple([id]),
  cancelRename: z.tuple([]),
  renameProgress: z.tuple([]),
  listRenameBatches: z.tuple([page]),
  previewUndoRename: z.tuple([id]),
  listRenamePresets: z.tuple([]),
  saveRenamePreset: z.tuple([z.strictObject({ name: z.string().min(1).max(200), request: z.strictObject(settings) })]),
  removeRenamePreset: z.tuple([z.string().min(1).max(200)]),
} satisfies Record<keyof RenameApi, z.ZodType>;
