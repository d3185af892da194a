import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, green, red, type Colour } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
/** Like red, but not enough to be grouped with it. */
const orange: Colour = [230, 102, 40];

test('the same character: two groups are one, the question is gone, undo gives both back', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  expect(ids).toHaveLength(2);
  const { questions } = await engine.reviewQueue(10);
  expect(questions[0]).toMatchObject({ about: 'groups', left: { character: { id: ids[0] } } });
  const answered = await engine.answerReview(questions[0]!.id, 'same', 10);
  expect(answered.changed[0]).toMatchObject({ id: ids[0], faces: 5, confirmed: true });
  expect(answered.gone).toEqual([ids[1]]);
  expect(answered.queue.answered).toBe(1);
  expect(answered.queue.questions.filter(({ about }) => about === 'groups')).toEqual([]);
  await expect(engine.answerReview(questions[0]!.id, 'same', 10)).rejects.toMatchObject({ code: 'question-gone' });
  await engine.undo();
  await engine.whenIdle();
  expect((await engine.listCharacters()).map(({ faces }) => faces)).toEqual([3, 2]);
});

test('different: it is not asked again, also after a restart', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange]);
  const first = await openIndexed(here);
  const before = await first.engine.reviewQueue(10);
  await first.engine.answerReview(before.questions[0]!.id, 'different', 10);
  await first.library[Symbol.asyncDispose]();
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  const { questions, answered } = await engine.reviewQueue(10);
  expect(answered).toBe(1);
  expect(questions.filter(({ about }) => about === 'groups')).toEqual([]);
  expect(await engine.listCharacters()).toHaveLength(2);
});

test('what was skipped is not asked again now, but at the next start', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange]);
  const first = await openIndexed(here);
  const before = await first.engine.reviewQueue(10);
  const { queue } = await first.engine.answerReview(before.questions[0]!.id, 'skip', 10);
  expect(queue.questions.filter(({ about }) => about === 'groups')).toEqual([]);
  await first.library[Symbol.asyncDispose]();
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  const { questions, answered } = await engine.reviewQueue(10);
  expect(answered).toBe(1);
  expect(questions[0]).toMatchObject({ id: before.questions[0]!.id });
});

test('a skip that is taken back is asked again at once, and can be answered', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange]);
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  const [question] = (await engine.reviewQueue(10)).questions;
  await engine.answerReview(question!.id, 'skip', 10);
  const { questions, answered } = await engine.askAgain(question!.id, 10);
  expect(answered).toBe(0);
  expect(questions[0]).toMatchObject({ id: question!.id });
  const { queue } = await engine.answerReview(question!.id, 'same', 10);
  expect(queue.answered).toBe(1);
  expect(await engine.listCharacters()).toHaveLength(1);
});

test('a mixed group is taken apart by one answer, and by a proposal', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.mergeCharacters(ids[0]!, [ids[1]!]);
  const { parts } = await engine.proposeSplit(ids[0]!);
  expect(parts.map(({ faces }) => faces.length)).toEqual([3, 2]);
  const inside = (await engine.reviewQueue(50)).questions.find(({ about }) => about === 'inside');
  await engine.answerReview(inside!.id, 'different', 10);
  await engine.whenIdle();
  expect((await engine.listCharacters()).map(({ faces }) => faces)).toEqual([3, 2]);
});

async function mixedWithAnother(here: Bench) {
  await drawAll(here.art, [red, red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await engine.mergeCharacters(ids[0]!, [ids[1]!]);
  await drawAll(here.art, [blue, blue, blue], 6);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const part = (await engine.reviewQueue(50)).questions.find(({ about }) => about === 'part');
  const sizes = async () => (await engine.listCharacters()).map(({ faces }) => faces);
  return { library, engine, part: part!, sizes };
}

test('a part of a group moves to the group that it belongs to by one answer, and back by one undo', async () => {
  await using here = await bench();
  const { library, engine, part, sizes } = await mixedWithAnother(here);
  await using _closed = library;
  expect(part).toMatchObject({ left: { character: { faces: 3 } }, right: { character: { faces: 6 } } });
  const { changed } = await engine.answerReview(part.id, 'same', 10);
  expect(changed[0]).toMatchObject({ id: part.left.character!.id, faces: 5, confirmed: true });
  await engine.whenIdle();
  expect(await sizes()).toEqual([5, 4]);
  await engine.undo();
  await engine.whenIdle();
  expect(await sizes()).toEqual([6, 3]);
});

test('a part that is not of another group stays, and that is not asked again, also after a restart', async () => {
  await using here = await bench();
  const { library, engine, part, sizes } = await mixedWithAnother(here);
  const { queue } = await engine.answerReview(part.id, 'different', 50);
  expect(queue.questions.filter(({ about }) => about === 'part')).toEqual([]);
  await engine.whenIdle();
  expect(await sizes()).toEqual([6, 3]);
  await library[Symbol.asyncDispose]();
  const again = await openIndexed(here);
  await using _closed = again.library;
  const { questions } = await again.engine.reviewQueue(50);
  expect(questions.filter(({ about }) => about === 'part')).toEqual([]);
});

test('naming all that a sample finds leaves alone what others have and what was refused', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, red, green, green]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  const faces = (await engine.listFaces(ids[0]!, all)).map((face) => face.id);
  const { changed } = await engine.moveFaces([faces[0]!], { name: 'Lucy' });
  await engine.nameCharacter(ids[0]!, 'Sylvie');
  await engine.rejectFaces([faces[1]!], ids[0]!);
  const found = await engine.find([{ libraryFace: faces[2]! }], { limit: 10, min: 0.9 });
  expect(found.border.at(-1)).toMatchObject({ faces: 3, pictures: 3 });
  const assigned = await engine.assignFaces(faces, { name: 'Sylvie' });
  expect(assigned.edit).toEqual({ kind: 'assign', name: 'Sylvie', count: 2 });
  expect((await engine.listFaces(changed[0]!.id, all)).map((face) => face.id)).toEqual([faces[0]]);
  const suggested = await engine.suggestFaces(
    (await engine.listFaces(ids[1]!, all)).map(({ id }) => id),
    {
      character: ids[0] as CharacterId,
    },
  );
  expect(suggested.changed[0]).toMatchObject({ faces: 4, suggestions: 2 });
  await engine.whenIdle();
  expect(await engine.listFaces(ids[0]!, all, { state: 'suggested' })).toHaveLength(2);
});

test('questions can be limited to one character or one folder, and say what a round brings', async () => {
  await using here = await bench();
  const [one, two] = [join(here.art, 'one'), join(here.art, 'two')];
  await mkdir(one);
  await mkdir(two);
  await drawAll(one, [red, red, red, orange, orange]);
  await drawAll(two, [green, green, green, [90, 200, 40], [90, 200, 40]]);
  await using library = here.open();
  const { engine } = library;
  const folder = await engine.addFolder(one);
  await engine.addFolder(two);
  await engine.whenIdle();
  const all = await engine.reviewQueue(100);
  expect(all.round).toMatchObject({ questions: Math.min(20, all.left) });
  expect(all.round!.after).toBeGreaterThan(all.round!.now);

  const inFolder = await engine.reviewQueue(100, { folder: folder.id });
  expect(inFolder.left).toBeGreaterThan(0);
  expect(inFolder.left).toBeLessThan(all.left);
  for (const { left, right } of inFolder.questions)
    expect([left, right].some(({ face }) => face.path.startsWith(one))).toBe(true);

  const below = await engine.reviewQueue(100, { below: one });
  expect(below.questions.map(({ id }) => id)).toEqual(inFolder.questions.map(({ id }) => id));
  expect((await engine.reviewQueue(100, { below: one, folder: folder.id })).left).toBe(below.left);
  expect((await engine.reviewQueue(100, { below: join(one, 'nothing') })).left).toBe(0);

  const { character } = inFolder.questions[0]!.left;
  const ofCharacter = await engine.reviewQueue(100, { character: character!.id });
  expect(ofCharacter.left).toBeGreaterThan(0);
  for (const { left, right } of ofCharacter.questions)
    expect([left.character?.id, right.character?.id]).toContain(character!.id);
  const { queue } = await engine.answerReview(ofCharacter.questions[0]!.id, 'different', 100, {
    character: character!.id,
  });
  for (const { left, right } of queue.questions)
    expect([left.character?.id, right.character?.id]).toContain(character!.id);
});
