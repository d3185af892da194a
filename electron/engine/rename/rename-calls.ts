import type { RenameApi } from '../../contract/rename/rename-api.ts';
import type { RenamePlanId, RenameProgress, RenameResult } from '../../contract/rename/rename-model.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Db } from '../store/database.ts';
import { RenameStore } from '../store/renames/batches.ts';
import { completeTemplate } from './naming/completion.ts';
import { PendingRetry } from './pending-retry.ts';
import { RenameThread } from './rename-thread.ts';
import { parseTemplate } from './naming/template.ts';
import { tokenList } from './naming/tokens.ts';

export type RenameCalls = RenameApi & AsyncDisposable;

export interface RenameParts {
  readonly db: Db;
  readonly library: string;
  readonly gate: FileGate;
  /** Whether this start has left a batch that can be neither finished nor taken back yet. */
  readonly isPending: boolean;
  readonly onChanged: (topics: readonly Topic[]) => void;
  /** Files are where the batch put them, and the library knows. */
  readonly onMoved: () => void;
}

/** The calls of the contract, over the renaming thread. */
export function renameCalls({ db, library, gate, isPending, onChanged, onMoved }: RenameParts): RenameCalls {
  let progress: RenameProgress | null = null;
  let running = false;
  const thread = new RenameThread(library, (now) => {
    progress = now;
    onChanged(['renames']);
  });

  async function apply(plan: RenamePlanId): Promise<RenameResult> {
    if (running) throw new AppError('rename-running');
    running = true;
    thread.clearCancel();
    try {
      const result = await gate.alone(() => thread.call('apply', plan));
      if (result.outcome === 'pending') retry.begin();
      return result;
    } finally {
      running = false;
      progress = null;
      followed();
    }
  }

  function followed(): void {
    onMoved();
    onChanged(['renames', 'folders', 'pictures']);
  }

  /** Not while the artist renames: the next turn comes soon. Answers whether batches are left. */
  async function recover(): Promise<boolean> {
    if (running) return true;
    const batches = await gate.alone(() => thread.call('recover'));
    if (batches.some(({ state }) => state !== 'pending')) followed();
    return batches.some(({ state }) => state === 'pending');
  }

  const retry = new PendingRetry(recover);
  if (isPending) retry.begin();

  return {
    ...templateCalls(db, onChanged),
    previewRename: (request) => thread.call('preview', request),
    listRenameRows: (plan, filter, page) => thread.call('rows', plan, filter, page),
    applyRename: apply,
    async cancelRename() {
      if (running) thread.cancel();
    },
    renameProgress: async () => progress,
    listRenameBatches: (page) => thread.call('batches', page),
    previewUndoRename: (batch) => thread.call('previewUndo', batch),
    [Symbol.asyncDispose]() {
      retry[Symbol.dispose]();
      return thread[Symbol.asyncDispose]();
    },
  };
}

type TemplateCalls = Pick<RenameApi, 'checkTemplate' | 'listRenamePresets' | 'saveRenamePreset' | 'removeRenamePreset'>;

/** Templates and presets need no thread. */
function templateCalls(db: Db, onChanged: RenameParts['onChanged']): TemplateCalls {
  const store = new RenameStore<string, unknown, unknown>(db);
  return {
    checkTemplate: async (template, caret) => ({
      errors: parseTemplate(template).errors,
      completion: caret === null ? null : completeTemplate(template, caret),
      tokens: tokenList,
    }),
    listRenamePresets: async () => store.presets(),
    async saveRenamePreset(preset) {
      store.savePreset(preset);
      onChanged(['renames']);
    },
    async removeRenamePreset(name) {
      store.removePreset(name);
      onChanged(['renames']);
    },
  };
}
