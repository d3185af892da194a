import { resolve } from 'node:path';
import type { ExportResult } from '../../contract/api/export-api.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { scopeOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, flag, option, text } from '../values.ts';
import { describeExportProblem } from './problem-texts.ts';
import { characterOption } from './character-option.ts';

/** Faces as a table, to stdout or a new file; or XMP sidecars. Answers 1 where a sidecar could not be written. */
export const exportNames = command({
  name: 'export',
  about: 'every face with its file, box and character: as a table, as XMP, or as captions',
  usage: '--csv | --json | --xmp | --captions <t>',
  takes: {},
  options: {
    csv: flag('a table, to stdout or --to; --json likewise'),
    xmp: flag('names and boxes into XMP sidecars; what is in them stays'),
    inside: flag(
      'with --xmp: into the files themselves (JPEG, PNG, WebP, TIFF), checked before they take the place of the old',
    ),
    captions: text(
      '<t>',
      'a .txt with tags beside each picture: "{character:tag}, {outfit}, {alias:ja}, {series}, {tags}, 1girl"',
    ),
    overwrite: flag('with --captions: those that somebody else wrote or changed are replaced, too'),
    character: characterOption('only faces of this character (name or group; more than once)'),
    to: option('<file>', 'write a new file instead of stdout', asPath),
  },
  run({ csv, xmp, inside, captions, overwrite, character, to }, call) {
    const toPictures = xmp || captions !== null;
    if ([csv, call.json && !toPictures, xmp, captions !== null].filter(Boolean).length !== 1)
      throw new WrongUsage('export needs one of --csv, --json, --xmp and --captions');
    if (toPictures && to !== null)
      throw new WrongUsage(`--${xmp ? 'xmp' : 'captions'} writes beside the pictures and takes no --to`);
    if (inside && !xmp) throw new WrongUsage('--inside belongs to --xmp');
    if (overwrite && captions === null) throw new WrongUsage('--overwrite belongs to --captions');
    return withLibrary(call, async (engine) => {
      const scope = await scopeOf(engine, character);
      if (xmp)
        return tell(await engine.exportXmp(scope, inside ? 'inside' : 'beside'), inside ? 'files' : 'sidecars', call);
      if (captions !== null)
        return tell(await engine.exportCaptions({ scope, template: captions, overwrite }), 'captions', call);
      const format = csv ? 'csv' : 'json';
      if (to === null) await print.pieces(engine.facesAsText(scope, format));
      else await engine.exportFaces({ scope, format, to: resolve(to), overwrite: false });
      return 0;
    });
  },
});

function tell(result: ExportResult, what: 'sidecars' | 'files' | 'captions', { json }: Call): number {
  const { written, merged, same, problems } = result;
  if (json) print.json(result);
  else {
    print.line(
      `${written} ${what} written, ${merged} ${what === 'captions' ? 'replaced' : 'completed'}, ${same} unchanged`,
    );
    for (const problem of problems) print.line(`${problem.path}: ${describeExportProblem(problem)}`);
  }
  return problems.length > 0 ? 1 : 0;
}
