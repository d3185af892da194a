import type { DuplicatesApi, DuplicatesProgress } from '../../contract/api/duplicates-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { Journal } from '../edits/journal.ts';
import { compareClosely } from './compare-closely.ts';
import { completeLooks, findStacks, pairsOf, type DuplicateParts } from './duplicates.ts';

export interface DuplicateCallParts extends DuplicateParts {
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
  return {
    async findDuplicates() {
      stop.abort();
      const { signal } = (stop = new AbortController());
      const unread = await completeLooks(parts, signal, (done, total) => {
        progress = { done, total };
        onChanged(['duplicates']);
      });
      if (!signal.aborted) progress = null;
      return { ...(await findStacks(parts, compare)), unread };
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
    duplicatesProgress: async () => progress,
  };
}
