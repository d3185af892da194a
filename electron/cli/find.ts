import type { Match } from '../contract/model.ts';
import { AppError } from '../contract/errors.ts';
import type { Call } from './call.ts';
import { withModels } from './library.ts';
import { print } from './print.ts';

/** Ranks the library's faces by how much they look like a face of the sample. */
export async function findBySample(path: string, call: Call): Promise<number> {
  const matches = await withModels(call, async (engine) => {
    const sample = await engine.openSample({ path });
    if (call.face >= sample.faces.length) {
      throw new AppError('bad-arguments', `${path} has ${sample.faces.length} face(s); --face counts from 0`);
    }
    return engine.find({ sample: sample.id, face: call.face }, { limit: call.limit, min: call.min });
  });
  if (call.json) print.json(matches.map(toRow));
  else
    for (const match of matches) print.line(`${match.similarity.toFixed(3)}  ${match.band.padEnd(9)}  ${match.path}`);
  return 0;
}

function toRow({ path, box, similarity, band, characterName }: Match) {
  return { path, box, similarity, band, character: characterName };
}
