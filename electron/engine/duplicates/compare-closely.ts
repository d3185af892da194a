import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import type { CompareClosely } from './duplicates.ts';
import { largestDifference } from './judging/largest-difference.ts';
import { readSmall } from './read-small.ts';

/** Pixels of both sides, whatever the shape: it is the same for what is compared. */
const side = 128;
/** What cannot be read is not known to be a copy. */
const unknown = 255;

/** Compares pictures pixel by pixel, small; what was compared once is remembered while the engine runs. */
export function compareClosely(pictures: PictureStore, gate: FileGate): CompareClosely {
  const known = new Map<string, number>();
  return async (a, b) => {
    const key = `${a} ${b}`;
    const difference = known.get(key) ?? (await differenceOf(pictures, gate, [a, b]));
    known.set(key, difference);
    return difference;
  };
}

async function differenceOf(
  pictures: PictureStore,
  gate: FileGate,
  pair: readonly [PictureId, PictureId],
): Promise<number> {
  const read = await readSmall(pictures, gate, pair, { width: side, height: side });
  return read ? largestDifference(...read) : unknown;
}
