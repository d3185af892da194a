import type { EngineApi } from '../contract/engine-api.ts';
import type { FindOptions, FindResult, Match } from '../contract/search-api.ts';
import { AppError } from '../contract/errors.ts';
import type { Call } from './call.ts';
import { withModels } from './library.ts';
import { print } from './print.ts';

/** Ranks the library's faces by how much they look like a face of the sample. */
export async function findBySample(path: string, call: Call): Promise<number> {
  const { matches } = await withModels(call, (engine) => findLike(engine, path, { ...call, min: call.min ?? -1 }));
  if (call.json) print.json(matches.map(toRow));
  else
    for (const match of matches) print.line(`${match.similarity.toFixed(3)}  ${match.band.padEnd(9)}  ${match.path}`);
  return 0;
}

/** Throws `bad-arguments` where the sample has no face of that number. */
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
