import { AppError } from '../contract/errors.ts';
import type { Call } from './call.ts';
import { findLike } from './find.ts';
import { describeGroups } from './groups.ts';
import { withModels } from './library.ts';
import { print, printGroups } from './print.ts';

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

/** Names the whole library by a folder of samples. Exit 1 where a sample was not what it should be. */
export async function assignBySamples(folder: string, call: Call): Promise<number> {
  const { groups, problems } = await withModels(call, async (engine) => {
    const plan = await engine.planSamples(folder);
    const { changed } = await engine.applySamples(plan.id, []);
    return { groups: await describeGroups(engine, changed), problems: plan.problems };
  });
  for (const { path, reason } of problems) print.message(`${path}: ${reason}`);
  printGroups(groups, call.json);
  return problems.length > 0 ? 1 : 0;
}
