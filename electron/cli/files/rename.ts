import { AppError } from '../../contract/errors.ts';
import type { RenamePlan, RenameRow } from '../../contract/rename/rename-model.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { flag, writtenAs } from '../values.ts';
import { describeTemplateError } from './problem-texts.ts';
import { readRequest, requestOptions, type Requested } from './rename-request.ts';
import { showRows } from './rename-rows.ts';
import { templateHelp } from './template-help.ts';

const pageSize = 10_000;

/** Previews, or carries out, or takes back. Answers 1 where a file was refused or the batch went back. */
export const rename = command({
  name: 'rename',
  about: 'show what every file would be called; nothing moves without --apply',
  usage: '--template <t>',
  takes: {},
  options: {
    ...requestOptions,
    apply: flag('do it: all or nothing'),
    undo: flag('take the last one back'),
    templateHelp: flag('what can be in a template'),
  },
  run({ apply, undo, templateHelp: help, ...requested }, call) {
    if (!help) return undo ? takeBack(requested, call) : renameFiles(requested, apply, call);
    print.line(templateHelp);
    return 0;
  },
});

async function renameFiles(requested: Requested, apply: boolean, call: Call): Promise<number> {
  const { template, to, copy } = requested;
  if (copy && to === null) throw new WrongUsage('--copy needs --to <folder>');
  if (template === null && to === null)
    throw new WrongUsage('rename needs --template, which dramatis rename --template-help explains');
  return withLibrary(call, async (engine) =>
    carryOut(engine, await engine.previewRename(await readRequest(engine, requested)), apply, call),
  );
}

async function takeBack(requested: Requested, call: Call): Promise<number> {
  const asked = Object.entries(requestOptions).find(
    ([name, { otherwise }]) => requested[name as keyof Requested] !== otherwise,
  );
  if (asked) {
    const [written] = writtenAs(...asked).split(' ', 1);
    throw new WrongUsage(`--undo takes the last rename back; it does not go with ${written}`);
  }
  return withLibrary(call, async (engine) => {
    const batches = await engine.listRenameBatches({ offset: 0, limit: pageSize });
    const last = batches.find(({ kind, state }) => kind !== 'undo' && state === 'applied');
    if (!last) throw new AppError('nothing-to-undo');
    return carryOut(engine, await engine.previewUndoRename(last.id), true, call);
  });
}

async function carryOut(engine: Engine, plan: RenamePlan, apply: boolean, call: Call): Promise<number> {
  if (plan.templateErrors.length > 0)
    throw new AppError('bad-arguments', plan.templateErrors.map(describeTemplateError).join('; '));
  const rows = await rowsOf(engine, plan);
  const result = apply && plan.counts.change > 0 ? await engine.applyRename(plan.id) : null;
  showRows(rows, plan, result, call.json);
  return plan.counts.refused > 0 || (result !== null && result.outcome !== 'applied') ? 1 : 0;
}

async function rowsOf(engine: Engine, plan: RenamePlan): Promise<RenameRow[]> {
  const rows: RenameRow[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await engine.listRenameRows(plan.id, {}, { offset, limit: pageSize });
    rows.push(...page.filter(({ fate }) => fate === 'change' || fate === 'refused'));
    if (page.length < pageSize) return rows;
  }
}
