import { resolve } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { XmpResult } from '../contract/export-api.ts';
import type { Call } from './call.ts';
import { withLibrary } from './library.ts';
import { print } from './print.ts';
import { describeXmpProblem } from './problem-texts.ts';
import { idsOf, type RenameFlags } from './rename.ts';

export const exportOptions = {
  csv: { type: 'boolean', default: false },
  xmp: { type: 'boolean', default: false },
} as const;

export interface ExportFlags extends Pick<RenameFlags, 'character' | 'to'> {
  readonly csv?: boolean;
  readonly xmp?: boolean;
}

/** Faces as a table, to stdout or a new file; or XMP sidecars. Answers 1 where a sidecar could not be written. */
export async function exportLibrary(call: Call, flags: ExportFlags): Promise<number> {
  if ([flags.csv, call.json && !flags.xmp, flags.xmp].filter(Boolean).length !== 1) {
    throw new AppError('bad-arguments', 'export needs one of --csv, --json and --xmp');
  }
  if (flags.xmp === true && flags.to !== undefined) {
    throw new AppError('bad-arguments', '--xmp writes beside the pictures and takes no --to');
  }
  return withLibrary(call, async (engine) => {
    const characters = Array.isArray(flags.character) ? await idsOf(engine, flags.character as string[]) : undefined;
    const scope = { characters };
    if (flags.xmp === true) return writeSidecars(await engine.exportXmp(scope), call.json);
    const format = flags.csv === true ? 'csv' : 'json';
    if (typeof flags.to !== 'string') process.stdout.write(engine.facesAsText(scope, format));
    else await engine.exportFaces({ scope, format, to: resolve(flags.to), overwrite: false });
    return 0;
  });
}

function writeSidecars(result: XmpResult, json: boolean): number {
  const { written, merged, same, problems } = result;
  if (json) print.json(result);
  else {
    print.line(`${written} sidecars written, ${merged} completed, ${same} unchanged`);
    for (const problem of problems) print.line(`${problem.path}: ${describeXmpProblem(problem)}`);
  }
  return problems.length > 0 ? 1 : 0;
}
