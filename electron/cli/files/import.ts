import { resolve } from 'node:path';
import type { ImportedCharacter, ImportPlan, ImportProblem } from '../../contract/api/import-api.ts';
import { folded } from '../../contract/folded.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { counted } from '../counted.ts';
import { characterName } from '../ids.ts';
import { withLibrary, withModels } from '../library.ts';
import { print } from '../print.ts';
import { asPath, flag, several, some } from '../values.ts';
import { describeImportProblem } from './problem-texts.ts';

/** Names of other programs: a report, or with --apply one edit. Answers 1 where something could not be read or placed. */
export const importNames = command({
  name: 'import',
  about: 'names of digiKam, Lightroom, Picasa, Eagle, tables or folders: a report first',
  needs: 'at least one file or folder',
  takes: { what: some('sidecars, pictures, .csv, digikam4.db, .picasa.ini, or folders of them', asPath) },
  options: {
    apply: flag('give the names; undo takes all of them back'),
    folders: flag('each folder inside is a character'),
    take: several('<word>', 'a tag or collection that is a character (more than once)', characterName),
    leaveOut: several('<name>', 'a name that is none (more than once)', characterName),
  },
  run({ what, apply, folders, take, leaveOut }, call) {
    const request = { paths: what.map((path) => resolve(path)), folders };
    const work = async (engine: Engine): Promise<number> => {
      const found = await engine.planImport(request);
      const plan = await choose(engine, found, { take, leaveOut });
      if (plan.names.length === 0) print.message(folders ? noFolders : 'No names were found.');
      if (!apply) return tell(plan, call, []);
      const { problems } = await engine.applyImport(plan.id);
      return tell(plan, call, problems, true);
    };
    return apply ? withModels(call, work) : withLibrary(call, work);
  },
});

const noFolders =
  'No names were found: give the folder that holds a folder for each character, with pictures of the library in them.';

interface Choice {
  readonly take: readonly string[];
  readonly leaveOut: readonly string[];
}

/** Throws WrongUsage. */
function choose(engine: Engine, plan: ImportPlan, { take, leaveOut }: Choice): Promise<ImportPlan> | ImportPlan {
  if (take.length + leaveOut.length === 0) return plan;
  const [taken, left] = [take, leaveOut].map((names) => new Set(names.map(folded)));
  const found = new Set(plan.names.map(({ name }) => folded(name)));
  const unknown = [...take, ...leaveOut].filter((name) => !found.has(folded(name)));
  if (unknown.length > 0)
    throw new WrongUsage(
      `import found no name ${unknown.map((name) => `“${name}”`).join(', ')}; without --take and --leave-out it lists those that there are`,
    );
  const wanted = plan.names.filter(
    ({ name, chosen }) => !left?.has(folded(name)) && (chosen || taken?.has(folded(name))),
  );
  return engine.chooseImport(
    plan.id,
    wanted.map(({ name }) => name),
  );
}

function tell(plan: ImportPlan, { json }: Call, late: readonly ImportProblem[], applied = false): number {
  const problems = [...plan.problems, ...late];
  const names = plan.names.map(({ show: _, ...name }) => name);
  if (json) print.json({ applied, pictures: plan.pictures, names, problems });
  else {
    for (const name of names) print.line(`${name.name}: ${describe(name)}`);
    for (const problem of problems) print.message(`${problem.path}: ${describeImportProblem(problem)}`);
    if (!applied && names.length > 0) print.message('Nothing was changed. Give the names with --apply.');
  }
  return problems.length > 0 ? 1 : 0;
}

type Counted = Omit<ImportedCharacter, 'show'>;

function describe({ chosen, pictures, faces, boxes, same, kept, unplaced }: Counted): string {
  if (!chosen) return `on ${counted(pictures, 'picture')}, taken for no character (--take)`;
  const parts = [
    [faces, counted(faces, 'face')],
    [boxes, counted(boxes, 'box to draw', 'boxes to draw')],
    [same, `${same} named already`],
    [kept, `${kept} decided otherwise, left as ${kept === 1 ? 'it is' : 'they are'}`],
    [
      unplaced,
      counted(unplaced, 'picture in which its place is not known', 'pictures in which its place is not known'),
    ],
  ] as const;
  const said = parts.flatMap(([count, words]) => (count > 0 ? words : []));
  return said.join(', ');
}
