import type { RenamePlan, RenameProblem, RenameResult, RenameRow } from '../../contract/rename/rename-model.ts';
import { print } from '../print.ts';
import { describeProblem } from './problem-texts.ts';

interface PlanLine {
  readonly from: string;
  readonly to: string;
  readonly problem?: string;
}

/** Prints what would happen, or what has happened. */
export function showRows(
  rows: readonly RenameRow[],
  plan: RenamePlan,
  result: RenameResult | null,
  json: boolean,
): void {
  const applied = result?.outcome === 'applied';
  const failure = result?.failure ?? null;
  if (json) {
    const lines = rows.flatMap((row) => toLines(row, asCode));
    return print.json({ plan: lines, applied, ...(failure && { failure }), unnamed: plan.counts.unnamed });
  }
  for (const { from, to, problem } of rows.flatMap((row) => toLines(row, describeProblem)))
    print.line(problem === undefined ? `${from} → ${to}` : `${from}: ${problem}`);
  print.message(summary(plan, applied));
  if (failure) print.message(`${failure.path}: ${failure.reason}. Everything is where it was.`);
}

/** A file, and its sidecars after it: all have the fate of the file. */
function toLines({ from, to, sidecars, problems }: RenameRow, say: (problem: RenameProblem) => string): PlanLine[] {
  const [first] = problems;
  return [{ from, to }, ...sidecars].map((move) => (first === undefined ? move : { ...move, problem: say(first) }));
}

/** For scripts: the kind first. */
function asCode({ kind, other }: RenameProblem): string {
  return other === null ? kind : `${kind}: ${other}`;
}

function summary({ counts }: RenamePlan, applied: boolean): string {
  const verb = applied ? 'renamed' : 'to rename';
  return `${counts.change} ${verb}, ${counts.refused} refused, ${counts.same} unchanged, ${counts.unnamed} without a name`;
}
