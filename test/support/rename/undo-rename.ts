import type { RenameApi } from '../../../electron/contract/rename/rename-api.ts';
import type { RenameBatchId, RenameResult } from '../../../electron/contract/rename/rename-model.ts';

/** Takes a batch back, as the window and the command do: by the plan of the way back. */
export async function undoRename(engine: RenameApi, batch: RenameBatchId): Promise<RenameResult> {
  return engine.applyRename((await engine.previewUndoRename(batch)).id);
}
