import { resolve } from 'node:path';
import type { CharacterId } from '../contract/ids.ts';
import { AppError } from '../contract/errors.ts';
import {
  defaultRename,
  type RenamePlan,
  type RenameProblem,
  type RenameRequest,
  type RenameResult,
  type RenameRow,
} from '../contract/rename-model.ts';
import type { Engine } from '../engine/engine.ts';
import type { Call } from './call.ts';
import { withLibrary } from './library.ts';
import { print } from './print.ts';
import { describeProblem, describeTemplateError } from './problem-texts.ts';
import { templateHelp } from './template-help.ts';

export const renameOptions = {
  template: { type: 'string' },
  character: { type: 'string', multiple: true },
  to: { type: 'string' },
  copy: { type: 'boolean', default: false },
  apply: { type: 'boolean', default: false },
  undo: { type: 'boolean', default: false },
  'template-help': { type: 'boolean', default: false },
  join: { type: 'string' },
  order: { type: 'string' },
  unnamed: { type: 'string' },
  unsure: { type: 'string' },
  per: { type: 'string' },
} as const;

/** What was given of `renameOptions`. */
export type RenameFlags = { readonly [Name in keyof typeof renameOptions]?: string | boolean | readonly string[] };

interface PlanLine {
  readonly from: string;
  readonly to: string;
  readonly problem?: string;
}

const pageSize = 10_000;
const sortTemplate = '{character}/{stem}';

/** Previews, or carries out, or takes back. Answers 1 where a file was refused or the batch went back. */
export async function rename(call: Call, flags: RenameFlags): Promise<number> {
  if (flags['template-help'] === true) {
    print.line(templateHelp);
    return 0;
  }
  return withLibrary(call, async (engine) => {
    const plan =
      flags.undo === true ? await planUndo(engine) : await engine.previewRename(await request(engine, flags));
    if (plan.templateErrors.length > 0)
      throw new AppError('bad-arguments', plan.templateErrors.map(describeTemplateError).join('; '));
    const rows = await rowsOf(engine, plan);
    const act = (flags.apply === true || flags.undo === true) && plan.counts.change > 0;
    const result = act ? await engine.applyRename(plan.id) : null;
    show(rows, plan, result, call.json);
    return plan.counts.refused > 0 || (result !== null && result.outcome !== 'applied') ? 1 : 0;
  });
}

async function planUndo(engine: Engine): Promise<RenamePlan> {
  const batches = await engine.listRenameBatches({ offset: 0, limit: pageSize });
  const last = batches.find(({ kind, state }) => kind !== 'undo' && state === 'applied');
  if (!last) throw new AppError('nothing-to-undo');
  return engine.previewUndoRename(last.id);
}

async function request(engine: Engine, flags: RenameFlags): Promise<RenameRequest> {
  const to = typeof flags.to === 'string' ? resolve(flags.to) : null;
  if (flags.copy === true && to === null) throw new AppError('bad-arguments', '--copy needs --to <folder>');
  const template = text(flags.template) ?? (to === null ? null : sortTemplate);
  if (template === null)
    throw new AppError('bad-arguments', 'rename needs --template; see: dramatis rename --template-help');
  const characters = Array.isArray(flags.character) ? await idsOf(engine, flags.character as string[]) : undefined;
  const word = text(flags.unnamed);
  const unsure = text(flags.unsure);
  return {
    ...defaultRename,
    template,
    to,
    mode: flags.copy === true ? 'copy' : to === null ? 'rename' : 'move',
    scope: { characters },
    several: {
      ...defaultRename.several,
      join: text(flags.join) ?? defaultRename.several.join,
      order: oneOf('order', text(flags.order) ?? 'largest', ['largest', 'left-to-right']),
    },
    unnamed: word === null ? defaultRename.unnamed : { do: 'word', word },
    unsure: unsure === null ? defaultRename.unsure : unsure === 'skip' ? { do: 'skip' } : { do: 'word', word: unsure },
    counter: {
      ...defaultRename.counter,
      per: oneOf('per', text(flags.per) ?? 'character', ['character', 'folder', 'batch']),
    },
  };
}

function text(flag: unknown): string | null {
  return typeof flag === 'string' ? flag : null;
}

function oneOf<const T extends string>(option: string, given: string, known: readonly T[]): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new AppError('bad-arguments', `--${option} is one of ${known.join(', ')}`);
  return found;
}

/** By name, or by the id that `groups` shows. */
export async function idsOf(engine: Engine, wanted: readonly string[]): Promise<CharacterId[]> {
  const all = await engine.listCharacters();
  return wanted.map((given) => {
    const found = all.find(({ name }) => name === given.normalize('NFC')) ?? all.find(({ id }) => String(id) === given);
    if (!found) throw new AppError('character-gone', given);
    return found.id;
  });
}

async function rowsOf(engine: Engine, plan: RenamePlan): Promise<RenameRow[]> {
  const rows: RenameRow[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await engine.listRenameRows(plan.id, {}, { offset, limit: pageSize });
    rows.push(...page.filter(({ fate }) => fate === 'change' || fate === 'refused'));
    if (page.length < pageSize) return rows;
  }
}

function show(rows: readonly RenameRow[], plan: RenamePlan, result: RenameResult | null, json: boolean): void {
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
