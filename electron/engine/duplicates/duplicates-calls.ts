import type { DuplicatesApi, DuplicatesProgress, DuplicatesReport } from '../../contract/api/duplicates-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { Journal } from '../edits/journal.ts';
import { compareClosely } from './compare-closely.ts';
import { mayTrash } from './may-trash.ts';
import type { FileStore } from '../store/files.ts';
import { spotsBetween } from './spots-between.ts';
import { completeLooks, findStacks, pairsOf, type DuplicateParts } from './duplicates.ts';

export interface DuplicateCallParts extends DuplicateParts {
  readonly files: FileStore;
  readonly journal: Journal;
  /** See AfterEdit. */
  readonly edited: <T>(result: T) => T;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

/** The calls of the contract. */
export function duplicatesCalls({ journal, edited, onChanged, ...parts }: DuplicateCallParts): DuplicatesApi {
  const compare = compareClosely(parts.pictures, parts.gate);
  let progress: DuplicatesProgress | null = null;
  let stop = new AbortController();
  let stackedAt = '';

  async function find(): Promise<DuplicatesReport> {
    stop.abort();
    const { signal } = (stop = new AbortController());
    const unread = await completeLooks(parts, signal, (done, total) => {
      progress = { done, total };
      onChanged(['duplicates']);
    });
    if (!signal.aborted) progress = null;
    const revision = parts.stacks.revision();
    const found = await findStacks(parts, compare);
    const stacks = found.stacks.map(({ pictures }) => pictures.map(({ id }) => id)).filter((ids) => ids.length > 1);
    if (parts.stacks.replace(stacks)) onChanged(['pictures']);
    stackedAt = revision;
    return { ...found, unread };
  }

  return {
    findDuplicates: find,
    async refreshStacks() {
      if (parts.stacks.revision() !== stackedAt) await find();
    },
    async chooseCover(cover) {
      if (!parts.pictures.isPresent(cover)) throw new AppError('picture-gone', cover);
      const made = journal.perform([], () => {
        return { kind: 'stack-cover', name: null, count: parts.stacks.choose(cover) };
      });
      onChanged(['pictures']);
      return edited(made);
    },
    async keepPicturesApart(wanted) {
      const gone = wanted.find((picture) => !parts.pictures.isPresent(picture));
      if (gone !== undefined) throw new AppError('picture-gone', gone);
      return edited(
        journal.perform([], () => {
          for (const [a, b] of pairsOf(wanted)) parts.looks.keepApart(a, b);
          return { kind: 'keep-apart', name: null, count: wanted.length };
        }),
      );
    },
    mayTrash: (stacks) => mayTrash(parts.files, stacks),
    differentSpots: (a, b) => spotsBetween(parts.pictures, parts.gate, [a, b]),
    duplicatesProgress: async () => progress,
  };
}
