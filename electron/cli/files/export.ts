import { resolve } from 'node:path';
import type { XmpResult } from '../../contract/api/export-api.ts';
import { command, WrongUsage } from '../command.ts';
import { scopeOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, flag, option } from '../values.ts';
import { describeXmpProblem } from './problem-texts.ts';
import { characterOption } from './character-option.ts';

/** Faces as a table, to stdout or a new file; or XMP sidecars. Answers 1 where a sidecar could not be written. */
export const exportNames = command({
  name: 'export',
  about: 'every face with its file, box and character, in one of three forms',
  usage: '--csv | --json | --xmp',
  takes: {},
  options: {
    csv: flag('a table, to stdout or --to; --json likewise'),
    xmp: flag('names and boxes into XMP sidecars; what is in them stays'),
    character: characterOption('only faces of this character (name or group; more than once)'),
    to: option('<file>', 'write a new file instead of stdout', asPath),
  },
  run({ csv, xmp, character, to }, call) {
    if ([csv, call.json && !xmp, xmp].filter(Boolean).length !== 1)
      throw new WrongUsage('export needs one of --csv, --json and --xmp');
    if (xmp && to !== null) throw new WrongUsage('--xmp writes beside the pictures and takes no --to');
    return withLibrary(call, async (engine) => {
      const scope = await scopeOf(engine, character);
      if (xmp) return tellSidecars(await engine.exportXmp(scope), call.json);
      const format = csv ? 'csv' : 'json';
      if (to === null) process.stdout.write(engine.facesAsText(scope, format));
      else await engine.exportFaces({ scope, format, to: resolve(to), overwrite: false });
      return 0;
    });
  },
});

function tellSidecars(result: XmpResult, json: boolean): number {
  const { written, merged, same, problems } = result;
  if (json) print.json(result);
  else {
    print.line(`${written} sidecars written, ${merged} completed, ${same} unchanged`);
    for (const problem of problems) print.line(`${problem.path}: ${describeXmpProblem(problem)}`);
  }
  return problems.length > 0 ? 1 : 0;
}
