import type { StackedPicture } from '../../contract/api/duplicates-api.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';

export const duplicates = command({
  name: 'duplicates',
  about: 'files of the same bytes, pictures saved again or resized, versions of a work',
  needs: 'no arguments',
  takes: {},
  options: {},
  run(_, call) {
    return withLibrary(call, async (engine) => {
      const report = await engine.findDuplicates();
      if (call.json) print.json(report);
      else for (const { pictures } of report.stacks) for (const picture of pictures) tell(picture);
      if (report.unread > 0) print.message(`${report.unread} pictures could not be read, and were not compared`);
      return report.unread > 0 ? 1 : 0;
    });
  },
});

/** The cover stands at the margin, the others below it. */
function tell({ paths, size, kind, sure }: StackedPicture): void {
  const [path = '', ...copies] = paths;
  const why = sure === null ? 'by its name' : `${Math.min(99, Math.round(sure * 100))} % sure`;
  const what = kind === null ? '' : `, ${kind}, ${why}`;
  print.line(`${kind === null ? '' : '  '}${path} (${size.width} × ${size.height}${what})`);
  for (const copy of copies) print.line(`  ${copy} (same bytes)`);
}
