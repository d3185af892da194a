import type { EngineApi } from '../../contract/api/engine-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { FindOptions, FindResult, Match } from '../../contract/api/find-api.ts';
import type { StudioMatch } from '../../contract/api/studio-api.ts';
import { command, type Call } from '../command.ts';
import { withLibrary, withModels } from '../library.ts';
import { print } from '../print.ts';
import { asPath, flag, one, optionOr, wholeNumber } from '../values.ts';
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
    studio: flag('look through the pictures that colleagues have and you have not, instead of yours'),
  },
  async run({ sample, face, limit, min, studio }, call) {
    if (studio) return await findElsewhere(sample, { face, limit, min: min ?? -1 }, call);
    const { matches } = await withModels(call, (engine) => findLike(engine, sample, { face, limit, min: min ?? -1 }));
    if (call.json) print.json(matches.map(toRow));
    else
      for (const match of matches) print.line(`${match.similarity.toFixed(3)}  ${match.band.padEnd(9)}  ${match.path}`);
    return 0;
  },
});

async function findElsewhere(sample: string, options: FindLike, call: Call): Promise<number> {
  await withLibrary(call, mustBeInStudio);
  const { matches, by, isOld } = await withModels(call, async (engine) => {
    const { query, limit, min } = await openLike(engine, sample, options);
    return await engine.findInStudio([query], { limit, min });
  });
  if (by === 'copy')
    print.message(
      isOld
        ? 'The studio’s server does not answer: this is what it had when it was last asked.'
        : 'The studio’s server has no pgvector: its pictures were looked through here.',
    );
  if (call.json) print.json(matches);
  else for (const match of matches) print.line(lineOf(match));
  return 0;
}

/** Asked before models are loaded, which takes seconds. Throws `studio-none`. */
async function mustBeInStudio(engine: EngineApi): Promise<void> {
  if ((await engine.studio()) === null) throw new AppError('studio-none');
}

function lineOf({ similarity, band, picture, places, members }: StudioMatch): string {
  const where = places.map(({ root, path }) => `${root}/${path}`).join(', ') || `picture ${picture.slice(0, 12)}`;
  return `${similarity.toFixed(3)}  ${band.padEnd(9)}  ${where}  (${members.join(', ')})`;
}

type FindLike = FindOptions & { readonly face: number };

/** Ranks the library's faces by how much they look like a face of the sample. Throws `bad-arguments` where it has no such face. */
export async function findLike(engine: EngineApi, path: string, options: FindLike): Promise<FindResult> {
  const { query, limit, min } = await openLike(engine, path, options);
  return engine.find([query], { limit, min });
}

async function openLike(engine: EngineApi, path: string, { face, limit, min }: FindLike) {
  const sample = await engine.openSample({ path });
  if (face >= sample.faces.length) {
    throw new AppError('bad-arguments', `${path} has ${sample.faces.length} face(s); --face counts from 0`);
  }
  return { query: { sample: sample.id, face }, limit, min };
}

function toRow({ path, box, similarity, band, characterName }: Match) {
  return { path, box, similarity, band, character: characterName };
}
