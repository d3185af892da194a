import { isAbsolute, resolve, sep } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { RenameRequest } from '../../contract/rename/rename-model.ts';
import type { Db } from '../store/database.ts';
import { LookAhead } from './survey/look-ahead.ts';
import type { KeptPlan } from './kept-plans.ts';
import { libraryFiles } from './library-files.ts';
import { isWithin, librarySurvey } from './library-survey.ts';
import { nameFiles } from './naming/name-files.ts';
import { pathLimitOf } from './naming/safe-names.ts';
import { parseTemplate } from './naming/template.ts';
import { planRename } from './planning/plan.ts';
import type { PlanOptions } from './planning/planned-file.ts';
import type { Survey } from './planning/survey.ts';

export const platformOptions = { separator: sep, pathLimit: pathLimitOf(process.platform) };

/**
 * Plans what an artist asks for. `library`: the folder of the library itself, into which nothing is moved. A template
 * with errors gives a plan without rows. Throws AppError `bad-arguments` or `not-writable` for a folder that cannot be
 * the goal.
 */
export function planRequest(db: Db, library: string, request: RenameRequest): KeptPlan {
  const { mode, template, scope } = request;
  const { parts, errors } = parseTemplate(template);
  const about = { kind: mode, template, undoes: null, batchKind: mode };
  if (errors.length > 0) return { ...about, to: null, rows: [], unnamed: 0, templateErrors: errors };
  const options = optionsOf(request, library, librarySurvey(db));
  const files = libraryFiles(db, scope);
  using ahead = new LookAhead(files.map(({ path }) => path));
  const { files: named, unnamed } = nameFiles(files, parts, request);
  const survey = librarySurvey(db, ahead);
  const rows = planRename(named, survey, options);
  const to = options.base === null ? null : survey.folder(options.base).path;
  return { ...about, to, rows, unnamed, templateErrors: [] };
}

function optionsOf({ mode, to }: RenameRequest, library: string, survey: Survey): PlanOptions {
  if (mode === 'rename') return { ...platformOptions, kind: 'move', base: null };
  if (to === null || !isAbsolute(to)) throw new AppError('bad-arguments', `${mode} needs a folder to go to`);
  const base = resolve(to);
  if (isWithin(survey.folder(base), survey.folder(resolve(library)))) throw new AppError('not-writable', to);
  return { ...platformOptions, kind: mode, base };
}
