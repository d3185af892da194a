import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, green, red, type Colour } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };

/** Three characters that an artist has merged into one group by mistake. */
async function withMix(here: Bench) {
  await drawAll(here.art, [red, red, red, red, blue, blue, blue, green, green]);
  const { library, engine, ids } = await openIndexed(here);
  const [id, ...others] = ids as [CharacterId, ...CharacterId[]];
  const facesOf = async (group: CharacterId) => (await engine.listFaces(group, all)).map((face) => face.id);
  const sorted = (faces: readonly FaceId[]) => faces.toSorted((a, b) => a - b);
  const [reds, blues, greens] = await Promise.all([id, ...others].map(facesOf));
  await engine.mergeCharacters(id, others);
  await engine.whenIdle();
  return { library, engine, id, facesOf, sorted, reds: reds!, blues: blues!, greens: greens! };
}

test('a mixed group comes apart by likeness, into as many parts as are asked for', async () => {
  await using here = await bench();
  const { library, engine, id, sorted, reds, blues, greens } = await withMix(here);
  await using _closed = library;
  const proposal = await engine.proposeSplit(id);
  expect(proposal.parts.map(({ faces }) => sorted(faces))).toEqual([reds, blues, greens].map(sorted));
  expect(proposal).toMatchObject({ stays: 0, fewest: 1, most: 9 });
  expect(proposal.parts.map(({ confirmed }) => confirmed)).toEqual([4, 3, 2]);
  for (const parts of [1, 2, 5]) {
    const cut = await engine.proposeSplit(id, { parts });
    expect(cut.parts).toHaveLength(parts);
    expect(sorted(cut.parts.flatMap(({ faces }) => faces))).toEqual(sorted([...reds, ...blues, ...greens]));
  }
  expect(await engine.proposeSplit(id, { parts: 2, faces: [...blues, ...greens] })).toMatchObject({
    parts: [{ confirmed: 3 }, { confirmed: 2 }],
  });
});

test('two faces that belong together, as the artist said, share a part at any number of parts', async () => {
  await using here = await bench();
  const orange: Colour = [230, 102, 40];
  await drawAll(here.art, [red, red, red, orange, orange]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  expect((await engine.proposeSplit(ids[1]!)).parts).toHaveLength(2);
  // The two oranges are left together where the machine would put them with the reds.
  const fewer = { offset: -0.1, picturesApart: true };
  const stay = (await engine.listFaces(ids[1]!, all)).map((face) => face.id);
  await engine.regroup(fewer, stay);
  expect(await engine.proposeSplit(ids[1]!, { parts: 2 })).toMatchObject({ parts: [{ confirmed: 0 }], most: 1 });
});

test('a table is applied in one step, holds whatever comes, and one undo puts the group together again', async () => {
  await using here = await bench();
  const { library, engine, id, facesOf, sorted, reds, blues, greens } = await withMix(here);
  await using _closed = library;
  // One red face is put with the greens by hand.
  const [odd, ...rest] = reds as [FaceId, ...FaceId[]];
  const { edit, changed } = await engine.splitCharacter([blues, [...greens, odd]]);
  expect(edit).toEqual({ kind: 'split', name: null, count: 6 });
  const made = changed.map((group) => group.id).filter((group) => group !== id) as [CharacterId, CharacterId];
  const where = async () => Promise.all([id, ...made].map(async (group) => sorted(await facesOf(group))));
  const applied = [rest, blues, [...greens, odd]].map(sorted);
  expect(await where()).toEqual(applied);
  await drawAll(here.art, [red, green], 20);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  for (const [at, faces] of (await where()).entries()) expect(faces).toEqual(expect.arrayContaining(applied[at]!));
  await engine.undo();
  await engine.whenIdle();
  expect(await facesOf(id)).toEqual(expect.arrayContaining([...reds, ...blues, ...greens]));
  expect((await engine.listHistory(all)).filter(({ undone }) => !undone).map(({ kind }) => kind)).toEqual(['merge']);
});
