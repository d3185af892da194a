import type { ExportApi, XmpResult } from '../../electron/contract/export-api.ts';
import type { RenameApi } from '../../electron/contract/rename-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type {
  RenameBatch,
  RenamePlan,
  RenamePlanId,
  RenamePreset,
  RenameRequest,
  RenameResult,
  RenameRow,
  TemplateCheck,
} from '../../electron/contract/rename-model.ts';
import { completeTemplate } from '../../electron/engine/rename/completion.ts';
import { parseTemplate } from '../../electron/engine/rename/template.ts';
import { tokenList } from '../../electron/engine/rename/tokens.ts';

/** Renaming in the demo: templates are read for real, and no file has a name to change. */
export class DemoRenames implements RenameApi, ExportApi {
  #presets: RenamePreset[] = [];

  async checkTemplate(template: string, caret: number | null): Promise<TemplateCheck> {
    const completion = caret === null ? null : completeTemplate(template, caret);
    return { errors: parseTemplate(template).errors, completion, tokens: tokenList };
  }

  async previewRename({ template, mode }: RenameRequest): Promise<RenamePlan> {
    const counts = { change: 0, same: 0, refused: 0, leftOut: 0, unnamed: 0, sidecars: 0 };
    const { errors } = parseTemplate(template);
    return { id: 1 as RenamePlanId, kind: mode, counts, problems: [], templateErrors: errors, seconds: 0 };
  }

  async listRenameRows(): Promise<RenameRow[]> {
    return [];
  }

  applyRename(): Promise<RenameResult> {
    throw new AppError('nothing-to-rename');
  }

  async cancelRename(): Promise<void> {
    await Promise.resolve();
  }

  async renameProgress(): Promise<null> {
    return null;
  }

  async listRenameBatches(): Promise<RenameBatch[]> {
    return [];
  }

  previewUndoRename(): Promise<RenamePlan> {
    throw new AppError('batch-gone');
  }

  undoRename(): Promise<RenameResult> {
    throw new AppError('batch-gone');
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

  async exportFaces(): Promise<{ readonly faces: number }> {
    return { faces: 0 };
  }

  async exportXmp(): Promise<XmpResult> {
    return { written: 0, merged: 0, same: 0, problems: [] };
  }
}
