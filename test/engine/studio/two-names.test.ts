import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import type { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { Desk } from '../../support/studio/desk.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;
let mia: StudioServer;
let ken: StudioServer;
let here: Desk;
let there: Desk;
let faces: readonly FaceId[];
let theirFaces: readonly FaceId[];

beforeAll(async () => {
  if (noPostgres !== null) return;
  studio = await openStudio('names');
  [mia, ken] = [await studio.connect('mia'), await studio.connect('ken')];
});
/** Two machines with the same two pictures of three faces; mia is not told of what ken decides before she has sent hers. */
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
  [here, there] = [new Desk(), new Desk()];
  [faces, theirFaces] = [here.addPictures(2, 3), there.addPictures(2, 3)];
  for (const desk of [here, there]) desk.join('postgresql://studio');
  await exchange();
});
afterAll(async () => {
  if (noPostgres !== null) return;
  await mia[Symbol.asyncDispose]();
  await ken[Symbol.asyncDispose]();
  await studio[Symbol.asyncDispose]();
});

async function exchange(): Promise<void> {
  await here.sync(mia);
  await there.sync(ken);
  await here.sync(mia);
}

const idOf = (desk: Desk, name: string) => desk.stores.characters.byName(name)?.id as CharacterId;
const namesTold = ({ replica }: Desk) => replica.overruledDecisions().map(({ otherName }) => otherName);

test('a colleague gives my character another name: both are offered, with a face of hers', async () => {
  here.edits.nameCharacter(here.group(faces.slice(0, 3)), 'Aiko');
  await exchange();
  there.edits.nameCharacter(idOf(there, 'Aiko'), 'Aiko Mori');
  await there.sync(ken);
  await here.sync(mia);
  expect(namesTold(here)).toEqual([{ mine: 'Aiko', theirs: 'Aiko Mori', face: faces[0] }]);
  expect(namesTold(there)).toEqual([]);
});

test('two machines name the same faces apart: the later name stands, the other is offered and can stand again', async () => {
  here.edits.nameCharacter(here.group(faces.slice(0, 2)), 'Aiko');
  there.edits.nameCharacter(there.group(theirFaces.slice(0, 2)), 'Mika');
  await exchange();
  const aikoOrMika = (all: readonly FaceId[], mine: string, theirs: string) => {
    return all.slice(0, 2).map((face) => ({ mine, theirs, face }));
  };
  const told = here.replica.overruledDecisions();
  expect(told.map(({ author }) => author)).toEqual(['ken', 'ken']);
  expect(namesTold(here)).toEqual(expect.arrayContaining(aikoOrMika(faces, 'Aiko', 'Mika')));
  expect(here.stores.facts.confirmedIn(idOf(here, 'Mika'))).toHaveLength(2);

  here.replica.takeMineBack(told.map(({ n }) => n));
  expect(here.replica.overruled.count()).toBe(0);
  await exchange();
  await there.sync(ken);
  expect(there.said()).toEqual(here.said());
  expect(there.stores.facts.confirmedIn(idOf(there, 'Aiko'))).toHaveLength(2);
  expect(namesTold(there)).toEqual(expect.arrayContaining(aikoOrMika(theirFaces, 'Mika', 'Aiko')));
  // One event, however many faces it is about.
  const [again] = there.replica.log.ofColleagues({ limit: 1, offset: 0 });
  expect(again).toMatchObject({ author: 'mia', kind: 'take-back', count: 2 });
});

test('names that have become one, and decisions about something else, are not offered as names', async () => {
  here.edits.nameCharacter(here.group(faces.slice(0, 2)), 'Aiko');
  there.edits.nameCharacter(there.group(theirFaces.slice(0, 2)), 'Mika');
  here.edits.markNotFace([faces[4] as FaceId]);
  await exchange();
  there.edits.moveFaces([theirFaces[4] as FaceId], { name: 'Mika' });
  await exchange();
  here.edits.mergeCharacters(idOf(here, 'Mika'), [idOf(here, 'Aiko')]);
  expect(here.replica.overruled.count()).toBeGreaterThan(0);
  expect(namesTold(here).filter((names) => names !== null)).toEqual([]);
});
