import { AppError } from '../../contract/errors.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { describeGroups } from '../groups.ts';
import { characterName } from '../ids.ts';
import { withModels } from '../library.ts';
import { findLike } from '../pictures/find.ts';
import { sampleOptions } from '../pictures/sample-options.ts';
import { print, printGroups } from '../print.ts';
import { asPath, maybe, option } from '../values.ts';

const most = 100_000;

export const assign = command({
  name: 'assign',
  about: 'name every face that shows the character of a sample picture',
  needs: 'one sample picture and --name, or --samples',
  usage: '<sample> --name <n>',
  takes: { sample: maybe('a picture of the character', asPath) },
  options: {
    name: option('<n>', 'whom the sample shows', characterName),
    face: sampleOptions.face,
    min: { ...sampleOptions.min, about: `${sampleOptions.min.about}; otherwise those that are surely the same` },
    samples: option('<folder>', 'a folder of samples instead: files or folders named by character', asPath),
  },
  run({ sample, name, samples, face, min }, call) {
    if (sample === null && samples !== null) return assignBySamples(samples, call);
    if (sample === null || name === null)
      throw new WrongUsage('assign needs one sample picture and --name, or --samples');
    return assignBySample(sample, name, { face, min }, call);
  },
});

interface Likeness {
  readonly face: number;
  readonly min: number | null;
}

/** Names every face that matches the sample: those of the band "same", or those of at least `--min`. */
async function assignBySample(path: string, name: string, { face, min }: Likeness, call: Call): Promise<number> {
  const groups = await withModels(call, async (engine) => {
    const { matches } = await findLike(engine, path, { face, limit: most, min: min ?? -1 });
    const wanted = matches.filter(({ band }) => min !== null || band === 'same').map((match) => match.face);
    if (wanted.length === 0) throw new AppError('nothing-alike', path);
    const { changed } = await engine.assignFaces(wanted, { name });
    return describeGroups(engine, changed);
  });
  printGroups(groups, call.json);
  return 0;
}

/** Names the whole library by a folder of samples. Exit 1 where a sample was not what it should be. */
async function assignBySamples(folder: string, call: Call): Promise<number> {
  const { groups, problems, passedOver } = await withModels(call, async (engine) => {
    const plan = await engine.planSamples(folder);
    const { changed } = await engine.applySamples(plan.id, []);
    return { groups: await describeGroups(engine, changed), problems: plan.problems, passedOver: plan.passedOver };
  });
  for (const { path, reason } of problems) print.message(`${path}: ${reason}`);
  for (const path of passedOver) print.message(`${path}: no sample, passed over`);
  printGroups(groups, call.json);
  return problems.length > 0 ? 1 : 0;
}
