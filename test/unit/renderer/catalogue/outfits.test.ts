import { expect, it } from 'vitest';
import type { SplitOptions } from '../../../../electron/contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { OutfitParts } from '../../../../renderer/catalogue/outfit-parts.svelte.ts';
import { OutfitQuestions } from '../../../../renderer/catalogue/outfit-question.svelte.ts';
import { ratingOf } from '../../../../renderer/catalogue/rating-of.ts';

const id = 3 as CharacterId;
const faces = (...ids: number[]) => ids as unknown as FaceId[];

/** Proposes the faces 1 to 4 in two parts, or in three of which the first begins as before. */
function open() {
  return new OutfitParts(
    {
      proposeSplit: async (_, { parts = 2 }: SplitOptions = {}) => ({
        parts: (parts === 2 ? [faces(1, 2), faces(3, 4)] : [faces(1, 2), faces(4), faces(3)]).map((part) => {
          return { faces: part, confirmed: 0 };
        }),
        stays: 0,
        fewest: 1,
        most: 4,
      }),
    },
    id,
  );
}

it('names the parts that have a name, and keeps a name with its part when there are others', async () => {
  const parts = open();
  await parts.propose();
  parts.names[0] = ' winter ';
  parts.names[1] = 'school';
  expect(parts.named).toEqual([
    { name: 'winter', faces: [1, 2] },
    { name: 'school', faces: [3, 4] },
  ]);
  await parts.propose(3);
  expect(parts.names).toEqual([' winter ', '', 'school']);
});

it('dresses the faces as the artist answers, and does nothing where they cancel', async () => {
  const asked: unknown[] = [];
  const engine = { setOutfit: async (...given: unknown[]) => void asked.push(given) };
  const questions = new OutfitQuestions({
    done: async (work) => {
      await work(engine as never);
      return true;
    },
  });
  const dressed = questions.dress(faces(1, 2));
  questions.asked?.answer({ outfit: 'winter' });
  expect([await dressed, questions.asked]).toEqual([true, null]);
  const bare = questions.dress(faces(1));
  questions.asked?.answer({ outfit: null });
  await bare;
  const cancelled = questions.dress(faces(2));
  questions.asked?.answer(null);
  expect(await cancelled).toBe(false);
  expect(asked).toEqual([
    [[1, 2], 'winter'],
    [[1], null],
  ]);
});

it('takes a digit for as many stars', () => {
  expect(['0', '3', '5', '9', 'a'].map((key) => ratingOf({ key }))).toEqual([0, 3, 5, 0, 0]);
});
