import { naturally } from '../naming/natural-order.ts';
import { parentOf } from '../naming/paths.ts';
import { draftOf, refuse, toPlannedFile, type Draft } from './draft.ts';
import { Drafts } from './drafts.ts';
import type { MovedFile } from './moved-file.ts';
import { finishPlan } from './plan.ts';
import type { PlannedFile, PlanOptions } from './planned-file.ts';
import type { Survey } from './survey.ts';

/** Plans the way back of a batch. A file that is not as the batch left it is refused, and named. */
export function planUndo(files: readonly MovedFile[], survey: Survey, options: PlanOptions): PlannedFile[] {
  const drafts = new Drafts(survey, { ...options, kind: 'move' });
  return finishPlan(draftsBack(files, drafts), drafts);
}

/**
 * Plans the way back of copies: a copy goes if it is as the batch made it and its original is the same, byte for byte.
 * A copy that is all that is left of a picture stays. `sameBytes` compares two files that are there.
 */
export function planDiscard(
  files: readonly MovedFile[],
  survey: Survey,
  options: PlanOptions,
  sameBytes: (path: string, other: string) => boolean,
): PlannedFile[] {
  const back = draftsBack(files, new Drafts(survey, { ...options, kind: 'move' }));
  for (const draft of back) {
    for (const { from: copy, to: original } of draft.moves) {
      if (draft.fate !== 'change') break;
      if (!survey.file(original)) refuse(draft, 'gone', original);
      else if (!sameBytes(original, copy)) refuse(draft, 'changed', original);
    }
  }
  return back.map(toPlannedFile);
}

/** In the natural order of the paths that the files have now. */
function draftsBack(files: readonly MovedFile[], drafts: Drafts): Draft[] {
  const placed = files.map((file) => ({ file, ...split(file.to, drafts) }));
  return naturally(placed).map(({ file }) => draftBack(file, drafts));
}

function draftBack(moved: MovedFile, drafts: Drafts): Draft {
  const { file, picture } = moved;
  const subject = { file, picture, face: null, characters: [], overridden: false };
  const home = drafts.survey.folder(split(moved.to, drafts).folder);
  const main = moveBack(moved, drafts);
  const sidecars = moved.sidecars.map((sidecar) => moveBack(sidecar, drafts));
  const draft = draftOf(subject, [main, ...sidecars], 'change');
  drafts.check(draft, home, moved);
  moved.sidecars.forEach((known, at) => {
    const now = sidecars[at]?.stamp;
    if (!now) refuse(draft, 'gone', known.to);
    else if (now.size !== known.size || now.mtimeMs !== known.mtimeMs) refuse(draft, 'changed', known.to);
  });
  return draft;
}

function moveBack({ from, to }: { readonly from: string; readonly to: string }, drafts: Drafts) {
  return drafts.move(place(to, drafts), place(from, drafts));
}

function place(path: string, drafts: Drafts) {
  const { folder, name } = split(path, drafts);
  return drafts.place(drafts.survey.folder(folder), name);
}

function split(path: string, { options }: Drafts): { folder: string; name: string } {
  const { separator } = options;
  return { folder: parentOf(path, separator) ?? '', name: path.slice(path.lastIndexOf(separator) + 1) };
}
