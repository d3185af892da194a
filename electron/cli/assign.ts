import { AppError } from '../contract/errors.ts';
import type { Call } from './call.ts';
import { findLike } from './find.ts';
import { describeGroups } from './groups.ts';
import { withModels } from './library.ts';
import { printGroups } from './print.ts';

const most = 100_000;

/** Names every face that matches the sample: those of the band "same", or those of at least `--min`. */
export async function assignBySample(path: string, name: string, call: Call): Promise<number> {
  const groups = await withModels(call, async (engine) => {
    const { matches } = await findLike(engine, path, { face: call.face, limit: most, min: call.min ?? -1 });
    const wanted = matches.filter(({ band }) => call.min !== null || band === 'same').map(({ face }) => face);
    if (wanted.length === 0) throw new AppError('nothing-alike', path);
    const { changed } = await engine.assignFaces(wanted, { name });
    return describeGroups(engine, changed);
  });
  printGroups(groups, call.json);
  return 0;
}
