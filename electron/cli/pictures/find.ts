import type { EngineApi } from '../../contract/api/engine-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { FindOptions, FindResult, Match } from '../../contract/api/find-api.ts';
import { command } from '../command.ts';
import { withModels } from '../library.ts';
import { print } from '../print.ts';
import { asPath, one, optionOr, wholeNumber } from '../values.ts';
import { sampleOptions } from './sample-options.ts';

export const find = command({
  name: 'find',
  about: 'find every picture of the character of a sample picture',
  needs: 'one sample picture',
  takes: { sample: one('a picture of the character', asPath) },
  options: {
    face: sampleOptions.face,
    limit: optionOr(100, '<n>', 'at most so many', wholeNumber(1)),
    min: sampleOptions.min,
  },
  async run({ sample, face, limit, min }, call) {
    const { matches } = await withModels(call, (engine) => findLike(engine, sample, { face, limit, min: min ?? -1 }));
    if (call.json) print.json(matches.map(toRow));
    else
      for (const match of matches) print.line(`${match.similarity.toFixed(3)}  ${match.band.padEnd(9)}  ${match.path}`);
    return 0;
  },
});

/** Ranks the library's faces by how much they look like a face of the sample. Throws `bad-arguments` where it has no such face. */
export async function findLike(
  engine: EngineApi,
  path: string,
  { face, limit, min }: FindOptions & { readonly face: number },
): Promise<FindResult> {
  const sample = await engine.openSample({ path });
  if (face >= sample.faces.length) {
    throw new AppError('bad-arguments', `${path} has ${sample.faces.length} face(s); --face counts from 0`);
  }
  return engine.find([{ sample: sample.id, face }], { limit, min });
}

function toRow({ path, box, similarity, band, characterName }: Match) {
  return { path, box, similarity, band, character: characterName };
}
