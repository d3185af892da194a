import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { mostMoved } from '../../../electron/contract/api/review-api.ts';
import { blue, drawAll, green, red, type Colour } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { takeBack } from '../../support/older-library.ts';

const all = { offset: 0, limit: 1_000 };
/** Like red, but not enough to be grouped with it. */
const orange: Colour = [230, 102, 40];
/** Still more like red: its cosine to it is .96. */
const vermilion: Colour = [230, 82, 40];
const original = { same: 0.97, maybe: 0.9 };

async function openLearning(here: Bench, version = 'fake-1') {
  const { library, engine, ids } = await openIndexed(here, fakeModels({ version }));
  const kindsOf = async () =>
    (await engine.accuracy()).kinds.map(({ kind, answered, right }) => [kind, answered, right]);
  const thresholds = async () => {
    const { thresholds: learnt } = await engine.accuracy();
    if (!learnt) throw new Error('the models are loaded');
    return learnt;
  };
  return { library, engine, ids, kindsOf, thresholds };
}

/** What the library's file holds, while nobody has it open. */
function inFile<T>(here: Bench, work: (db: Database.Database) => T): T {
  const db = new Database(join(here.library, 'library.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** So many questions of which the model was unsure, all answered alike. */
function answerInFile(here: Bench, count: number, correct: 0 | 1, version = 'fake-1+fake-1'): void {
  inFile(here, (db) => {
    const insert = db.prepare(
      `INSERT INTO judged (kind, cosine, correct, expected, version) VALUES ('question', 0.9, ?, 0.5, ?)`,
    );
    for (let k = 0; k < count; k += 1) insert.run(correct, version);
  });
}

test('an answer to a question is learnt from; undo takes that back, redo brings it again, also after a restart', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange]);
  {
    const { library, engine, kindsOf, thresholds } = await openLearning(here);
    await using _closed = library;
    expect(await thresholds()).toMatchObject({ inUse: original, original, answers: 0, adapt: true });
    const { questions } = await engine.reviewQueue(10);
    const groups = questions.find(({ about }) => about === 'groups');
    await engine.answerReview(groups!.id, 'same', 10);
    expect((await kindsOf()).map(([kind, answered]) => [kind, answered])).toEqual([['question', 1]]);
    const after = await thresholds();
    expect(after.answers).toBe(1);
    expect(after.inUse.same).toBeLessThan(original.same);
    expect(original.same - after.inUse.same).toBeLessThan(0.005);
    await engine.undo();
    expect(await kindsOf()).toEqual([]);
    expect(await thresholds()).toMatchObject({ inUse: original, answers: 0 });
  }
  const { library, engine, thresholds } = await openLearning(here);
  await using _closed = library;
  await engine.redo();
  expect(await thresholds()).toMatchObject({ answers: 1 });
  expect((await thresholds()).inUse.same).toBeLessThan(original.same);
});

test('many answers move the bands of a search within the bounds, and no face out of its group', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, vermilion, orange, orange]);
  const first = await openLearning(here);
  const before = await first.engine.listCharacters();
  await first.library[Symbol.asyncDispose]();
  answerInFile(here, 500, 1);
  const { library, engine, thresholds } = await openLearning(here);
  await using _closed = library;
  const { inUse, bounds, answers } = await thresholds();
  expect(answers).toBe(500);
  expect(inUse.same).toBeLessThan(original.same);
  expect(inUse.same).toBeGreaterThanOrEqual(original.same - mostMoved);
  expect(inUse.maybe).toBeGreaterThanOrEqual(bounds.lowest.maybe);
  const [face] = (await engine.searchFaces({ text: '0.png' }, all)).faces;
  const find = () => engine.find([{ libraryFace: face!.id }], { limit: 10, min: -1 });
  const adapted = await find();
  expect(adapted.thresholds).toEqual(inUse);
  const between = adapted.matches.filter(({ similarity }) => similarity >= inUse.same && similarity < original.same);
  expect(between).toHaveLength(1);
  for (const { band } of between) expect(band).toBe('same');
  const own = await engine.adaptThresholds(false);
  expect(own).toMatchObject({ inUse: original, answers: 500, adapt: false });
  const usual = await find();
  expect(usual.thresholds).toEqual(original);
  // What is likely by the model is likelier where answers said so.
  usual.matches.forEach(({ probability }, k) => {
    if (probability > 0 && probability < 1) expect(adapted.matches[k]?.probability).toBeGreaterThan(probability);
  });
  expect((await engine.listCharacters()).map(({ id, faces }) => [id, faces])).toEqual(
    before.map(({ id, faces }) => [id, faces]),
  );
});

test('the wish for the model’s own thresholds holds after a restart, and is no edit', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red]);
  const first = await openLearning(here);
  await first.engine.adaptThresholds(false);
  expect(await first.engine.listHistory(all)).toEqual([]);
  await first.library[Symbol.asyncDispose]();
  answerInFile(here, 100, 0);
  const { library, engine, thresholds } = await openLearning(here);
  await using _closed = library;
  expect(await thresholds()).toMatchObject({ inUse: original, answers: 100, adapt: false });
  expect((await engine.adaptThresholds(true)).inUse.same).toBeGreaterThan(original.same);
});

test('another model does not learn from answers about the old one, which count again when it is back', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red]);
  await (await openLearning(here)).library[Symbol.asyncDispose]();
  answerInFile(here, 100, 0);
  {
    const { library, kindsOf, thresholds } = await openLearning(here, 'fake-2');
    await using _closed = library;
    expect(await thresholds()).toMatchObject({ inUse: original, answers: 0 });
    expect((await kindsOf())[0]?.slice(0, 2)).toEqual(['question', 100]);
  }
  const { library, thresholds } = await openLearning(here);
  await using _closed = library;
  expect(await thresholds()).toMatchObject({ answers: 100 });
});

test('suggestions are told by whether they were right, and move no threshold', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids, kindsOf, thresholds } = await openLearning(here);
  await using _closed = library;
  const [id, other] = ids as [CharacterId, CharacterId];
  // A face of a group of the machine is no suggestion.
  const [machines] = await engine.listFaces(other, all);
  await engine.rejectFaces([machines!.id], other);
  expect(await kindsOf()).toEqual([]);
  await engine.nameCharacter(id, 'Sylvie');
  await drawAll(here.art, [red, red, red], 10);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const suggested = (await engine.listFaces(id, all, { state: 'suggested' })).map((face) => face.id);
  expect(suggested).toHaveLength(3);
  await engine.acceptFaces([suggested[0]!], id);
  await engine.rejectFaces([suggested[1]!], id);
  await engine.moveFaces([suggested[2]!], { name: 'Lucy' });
  expect(await kindsOf()).toEqual([['suggestion', 3, 1]]);
  // What is confirmed is no suggestion any more.
  await engine.rejectFaces([suggested[0]!], id);
  expect(await kindsOf()).toEqual([['suggestion', 3, 1]]);
  await engine.undo();
  await engine.undo();
  expect(await kindsOf()).toEqual([['suggestion', 2, 1]]);
  expect(await thresholds()).toMatchObject({ inUse: original, answers: 0 });
});

test('answers of an earlier release are told of and not learnt from; its edits are undone and redone', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, orange, orange, green]);
  {
    const { library, engine } = await openLearning(here);
    await using _closed = library;
    const { questions } = await engine.reviewQueue(10);
    await engine.answerReview(questions.find(({ about }) => about === 'groups')!.id, 'different', 10);
  }
  // As it was before kinds were noted, the history included.
  inFile(here, (db) => {
    takeBack(db, 5);
    const row = db.prepare('SELECT id, changes FROM edit').get() as { id: number; changes: string };
    const changes = JSON.parse(row.changes) as [string, unknown[] | null, unknown[] | null][];
    const short = changes.map(([table, ...rows]) => [
      table,
      ...rows.map((cells) => (table === 'judged' ? (cells?.slice(0, 3) ?? null) : cells)),
    ]);
    db.prepare('UPDATE edit SET changes = ? WHERE id = ?').run(JSON.stringify(short), row.id);
  });
  const { library, engine, kindsOf, thresholds } = await openLearning(here);
  await using _closed = library;
  const told = await kindsOf();
  expect(told.map(([kind, answered]) => [kind, answered])).toEqual([['unknown', 1]]);
  expect(await thresholds()).toMatchObject({ inUse: original, answers: 0 });
  await engine.undo();
  expect(await kindsOf()).toEqual([]);
  await engine.redo();
  expect(await kindsOf()).toEqual(told);
});

test('without models, what was answered is told, and no thresholds', async () => {
  await using here = await bench();
  const models = Promise.reject(new Error('no models'));
  models.catch(() => undefined);
  await using library = here.open({ models: models as never });
  expect(await library.engine.accuracy()).toEqual({ answered: 0, right: 0, kinds: [], thresholds: null });
});
