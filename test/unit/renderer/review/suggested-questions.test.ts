import { expect, test } from 'vitest';
import type { FaceListing, Character, Face } from '../../../../electron/contract/api/faces-api.ts';
import type { Edited } from '../../../../electron/contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { SuggestedQuestions } from '../../../../renderer/review/suggested-questions.ts';

const nothing = { changed: [], gone: [] } as unknown as Edited;

/** Characters with so many suggestions: faces 100, 101… wait for character 1, 200… for 2. */
function rig(counts: Readonly<Record<number, number>>, below: string | null = null) {
  const waiting = new Map(
    Object.entries(counts).map(([id, count]) => [
      Number(id),
      Array.from({ length: count }, (_, at) => Number(id) * 100 + at),
    ]),
  );
  const told: string[] = [];
  const answer = (word: string) => async (faces: readonly FaceId[], character: CharacterId) => {
    told.push(`${faces.join()} ${word} ${character}`);
    waiting.set(
      character,
      (waiting.get(character) ?? []).filter((face) => !faces.includes(face as FaceId)),
    );
    return nothing;
  };
  const engine = {
    listFaces: async (id: CharacterId | null, page: { offset: number; limit: number }, listing?: FaceListing) => {
      const faces = listing?.state === 'suggested' ? (waiting.get(id ?? 0) ?? []) : [1, 2, 3];
      const inFolder = listing?.filter?.below === undefined ? faces : faces.filter((face) => face % 2 === 0);
      return inFolder.slice(0, page.limit).map((face) => ({ id: face, similarity: 0.7 }) as Face);
    },
    filterCharacters: async () => [2 as CharacterId],
    acceptFaces: answer('is'),
    rejectFaces: answer('is not'),
  };
  const characters = () => [...waiting].map(([id, faces]) => ({ id, suggestions: faces.length }) as Character);
  return { questions: new SuggestedQuestions(engine, characters, () => below), told };
}

const facesOf = ({ questions }: { questions: readonly { left: { face: Face } }[] }) =>
  questions.map(({ left }) => left.face.id);

test('every face that waits in a character is asked about, beside faces that are confirmed', async () => {
  const { questions } = rig({ 1: 2, 2: 1 });
  const queue = await questions.reviewQueue(10);
  expect(facesOf(queue)).toEqual([100, 101, 200]);
  expect(queue.left).toBe(3);
  expect(queue.questions[0]?.right).toMatchObject({ face: { id: 1 }, others: [2, 3], character: { id: 1 } });
});

test('no more are fetched than are asked for, and the others are counted', async () => {
  const { questions } = rig({ 1: 5, 2: 4 });
  const queue = await questions.reviewQueue(3);
  expect(facesOf(queue)).toEqual([100, 101, 102]);
  expect(queue.left).toBe(9);
});

test('in a folder, faces of its pictures alone are asked about and counted', async () => {
  const { questions } = rig({ 1: 5, 2: 5 }, '/art/cards');
  const queue = await questions.reviewQueue(2);
  expect(facesOf(queue)).toEqual([200, 202]);
  expect(queue.left).toBe(3);
});

test('a face that is no longer left for later is asked about again', async () => {
  const { questions, told } = rig({ 1: 2 });
  await questions.reviewQueue(3);
  expect(facesOf((await questions.answerReview('suggestion-100-1', 'skip', 3)).queue)).toEqual([101]);
  const queue = await questions.askAgain('suggestion-100-1', 3);
  expect(facesOf(queue)).toEqual([100, 101]);
  expect(queue.answered).toBe(0);
  await questions.answerReview('suggestion-100-1', 'same', 3);
  expect(told).toEqual(['100 is 1']);
});

test('the same accepts the face, different refuses it, later leaves it alone', async () => {
  const { questions, told } = rig({ 1: 3 });
  await questions.reviewQueue(3);
  await questions.answerReview('suggestion-100-1', 'same', 3);
  await questions.answerReview('suggestion-101-1', 'different', 3);
  const { queue } = await questions.answerReview('suggestion-102-1', 'skip', 3);
  expect(told).toEqual(['100 is 1', '101 is not 1']);
  expect(queue).toMatchObject({ questions: [], left: 0 });
});
