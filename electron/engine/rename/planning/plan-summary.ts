import { folded } from '../../../contract/folded.ts';
import type { Page } from '../../../contract/checks.ts';
import type {
  RenameFate,
  RenameKind,
  RenamePlan,
  RenamePlanId,
  RenameProblemKind,
  RenameRow,
  RowFilter,
  TemplateError,
} from '../../../contract/rename/rename-model.ts';
import type { PlannedFile } from './planned-file.ts';

/** What a plan's summary counts. */
export interface PlanAbout {
  readonly kind: RenameKind;
  readonly rows: readonly PlannedFile[];
  readonly unnamed: number;
  readonly templateErrors: readonly TemplateError[];
}

export function summarise(id: RenamePlanId, about: PlanAbout, seconds: number): RenamePlan {
  const { kind, rows, unnamed, templateErrors } = about;
  const fates: Record<RenameFate, number> = { change: 0, same: 0, refused: 0, 'left-out': 0 };
  const problems = new Map<RenameProblemKind, number>();
  let sidecars = 0;
  for (const row of rows) {
    fates[row.fate] += 1;
    sidecars += Math.max(0, row.moves.length - 1);
    // Nearly all rows have none.
    if (row.problems.length === 0) continue;
    for (const problem of new Set(row.problems.map((each) => each.kind))) {
      problems.set(problem, (problems.get(problem) ?? 0) + 1);
    }
  }
  const { change, same, refused } = fates;
  return {
    id,
    kind,
    counts: { change, same, refused, leftOut: fates['left-out'], unnamed, sidecars },
    problems: [...problems].map(([problem, count]) => ({ kind: problem, count })).sort((a, b) => b.count - a.count),
    templateErrors,
    seconds,
  };
}

export function matching(rows: readonly PlannedFile[], { fate, text }: RowFilter): readonly PlannedFile[] {
  if (fate === undefined && text === undefined) return rows;
  const wanted = folded(text ?? '');
  const holds = (path: string) => folded(path).includes(wanted);
  return rows.filter((row) => (fate === undefined || row.fate === fate) && (holds(row.from) || holds(row.to)));
}

/** The rows of a page, without the moves, which only carrying them out needs. */
export function pageOf(rows: readonly PlannedFile[], { offset, limit }: Page): RenameRow[] {
  return rows.slice(offset, offset + limit).map(({ moves: _, ...row }) => row);
}
