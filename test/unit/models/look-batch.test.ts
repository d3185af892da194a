import { expect, test } from 'vitest';
import type { DetectorPicture } from '../../../electron/engine/models/detector-network.ts';
import { LookBatch } from '../../../electron/engine/models/look-batch.ts';

/** A picture that is told by its first byte. */
function picture(id: number, width: number): DetectorPicture {
  const size = { width, height: 32 };
  return {
    image: { width: 1, height: 1, data: Uint8Array.of(id, 0, 0) },
    fit: { picture: size, input: size, scale: 1 },
  };
}

/** A detector whose only score is the picture's first byte, and the pictures of each of its runs. */
function detector() {
  const runs: number[][] = [];
  const run = async (pictures: readonly DetectorPicture[]) => {
    const ids = pictures.map(({ image }) => image.data[0] as number);
    runs.push(ids);
    return ids.map((id) => ({ boxes: new Float32Array(4), scores: Float32Array.of(id) }));
  };
  return { runs, run };
}

test('looks of one size go together, as many as may, and each has its own answer', async () => {
  const { runs, run } = detector();
  const batch = new LookBatch(2, run);
  const asked = [picture(1, 32), picture(2, 64), picture(3, 32), picture(4, 32)];
  const found = await Promise.all(asked.map((each) => batch.look(each)));
  expect(found.map(({ scores }) => scores[0])).toEqual([1, 2, 3, 4]);
  expect(runs).toEqual([[1, 3], [2], [4]]);
});

test('a look that is asked for after an answer is run too', async () => {
  const { runs, run } = detector();
  const batch = new LookBatch(8, run);
  const twice = async (id: number) => {
    await batch.look(picture(id, 32));
    return batch.look(picture(id + 10, 64));
  };
  const found = await Promise.all([1, 2].map(twice));
  expect(found.map(({ scores }) => scores[0])).toEqual([11, 12]);
  expect(runs.flat().sort()).toEqual([1, 11, 12, 2].sort());
});

test('a run that fails fails all that wait: nothing more is asked of the card', async () => {
  const runs: number[] = [];
  const batch = new LookBatch(1, (pictures) => {
    runs.push(pictures.length);
    return Promise.reject(new Error('lost'));
  });
  const looks = [1, 2, 3].map((id) => batch.look(picture(id, 32)));
  const outcomes = await Promise.allSettled(looks);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(runs).toEqual([1]);
});
