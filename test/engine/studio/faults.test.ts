import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { OtherLog } from '../../../electron/engine/studio/server/server-errors.ts';
import type { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { Desk } from '../../support/studio/desk.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;
let mia: StudioServer;
let ken: StudioServer;

beforeAll(async () => {
  if (noPostgres !== null) return;
  studio = await openStudio('faults');
  [mia, ken] = [await studio.connect('mia'), await studio.connect('ken')];
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
  await studio.sql('UPDATE dramatis.member SET removed = NULL; UPDATE dramatis.studio SET min_client = 1');
});
afterAll(async () => {
  if (noPostgres !== null) return;
  await mia[Symbol.asyncDispose]();
  await ken[Symbol.asyncDispose]();
  await studio[Symbol.asyncDispose]();
});

/** Two machines with the same two pictures of three faces; the first has named a group of the first picture. */
async function twoDesks() {
  const [here, there] = [new Desk(), new Desk()];
  const faces = here.addPictures(2, 3);
  const theirFaces = there.addPictures(2, 3);
  here.edits.nameCharacter(here.group(faces.slice(0, 3)), 'Aiko');
  for (const desk of [here, there]) desk.join('postgresql://studio');
  await here.sync(mia);
  await there.sync(ken);
  const idOf = (desk: Desk, name: string) => desk.stores.characters.byName(name)?.id as CharacterId;
  return { here, there, faces, theirFaces, idOf };
}

const eventCount = async () =>
  Number((await studio.sql<{ n: string }>('SELECT count(*) AS n FROM dramatis.event'))[0]?.n);

describe('a line that breaks', () => {
  test('after the server has taken a push in: it is sent again, and counts once', async () => {
    const { here, there, idOf } = await twoDesks();
    here.edits.setHidden([idOf(here, 'Aiko')], true);
    const before = await eventCount();
    const cut = {
      hello: () => mia.hello(),
      pull: mia.pull.bind(mia),
      push: async (...sent: Parameters<StudioServer['push']>) => {
        await mia.push(...sent);
        throw new Error('killed');
      },
    };
    await expect(here.sync(cut)).rejects.toThrow('killed');
    expect(here.replica.log.unsentCount()).toBe(1);
    await here.sync(mia);
    await there.sync(ken);
    expect([await eventCount(), here.replica.log.unsentCount()]).toEqual([before + 1, 0]);
    expect(there.said()).toEqual(here.said());
  });

  test('after events were asked for and before they were taken in: they are asked for again', async () => {
    const { here, there, idOf } = await twoDesks();
    there.edits.nameCharacter(idOf(there, 'Aiko'), 'Aiko Mori');
    await there.sync(ken);
    const { cursor } = here.replica.membership.get() ?? {};
    const cut = {
      hello: () => mia.hello(),
      push: mia.push.bind(mia),
      pull: async (...asked: Parameters<StudioServer['pull']>) => {
        await mia.pull(...asked);
        throw new Error('killed');
      },
    };
    await expect(here.sync(cut)).rejects.toThrow('killed');
    expect(here.replica.membership.get()?.cursor).toBe(cursor);
    await here.sync(mia);
    expect(here.said()).toEqual(there.said());
  });
});

describe('a server that was restored', () => {
  test('from an older backup gets back what it has lost, a colleague’s decisions under their name', async () => {
    const { here, there, faces, idOf } = await twoDesks();
    const kept = await eventCount();
    here.edits.rejectFaces([faces[0] as FaceId], idOf(here, 'Aiko'));
    await here.sync(mia);
    there.edits.nameCharacter(idOf(there, 'Aiko'), 'Aiko Mori');
    await there.sync(ken);
    await here.sync(mia);
    const said = here.said();
    await studio.sql(`DELETE FROM dramatis.event WHERE seq > ${kept}; UPDATE dramatis.studio SET last = ${kept}`);
    // Ken is away: mia brings his decision back.
    await here.sync(mia);
    expect(await eventCount()).toBe(kept + 2);
    using third = new Desk();
    third.addPictures(2, 3);
    third.join('postgresql://studio');
    await third.sync(ken);
    await there.sync(ken);
    expect([here.said(), there.said(), third.said()]).toEqual([said, said, said]);
    const authors = third.db.prepare('SELECT DISTINCT author FROM studio_event ORDER BY author').pluck().all();
    expect(authors).toEqual(['ken', 'mia']);
  });

  test('and went on with other decisions is noticed by the id of the last event', async () => {
    const { here, there, idOf } = await twoDesks();
    const kept = await eventCount();
    here.edits.setHidden([idOf(here, 'Aiko')], true);
    await here.sync(mia);
    await studio.sql(`DELETE FROM dramatis.event WHERE seq > ${kept}; UPDATE dramatis.studio SET last = ${kept}`);
    there.edits.nameCharacter(idOf(there, 'Aiko'), 'Aiko Mori');
    await there.sync(ken);
    const { epoch, cursor, lastEvent } = here.replica.membership.get() ?? {};
    await expect(mia.pull(epoch as string, cursor as number, lastEvent ?? null, 10)).rejects.toBeInstanceOf(OtherLog);
    await here.sync(mia);
    await there.sync(ken);
    expect(here.said()).toEqual(there.said());
    expect(idOf(there, 'Aiko Mori')).toBeGreaterThan(0);
    expect(there.stores.characters.describe(idOf(there, 'Aiko Mori'))?.hidden).toBe(true);
  });
});

test('a library that was restored from an older backup takes in again what it has lost', async () => {
  const { here, there, idOf } = await twoDesks();
  const backup = here.db.serialize();
  here.edits.nameCharacter(idOf(here, 'Aiko'), 'Aiko Mori');
  await here.sync(mia);
  using restored = new Desk(backup);
  expect(idOf(restored, 'Aiko')).toBeGreaterThan(0);
  restored.edits.setHidden([idOf(restored, 'Aiko')], true);
  await restored.sync(mia);
  await there.sync(ken);
  expect(restored.said()).toEqual(there.said());
  expect(idOf(restored, 'Aiko Mori')).toBeGreaterThan(0);
});

test('a server that needs a newer version is told of, and what was decided waits', async () => {
  const { here, idOf } = await twoDesks();
  here.edits.setHidden([idOf(here, 'Aiko')], true);
  await studio.sql('UPDATE dramatis.studio SET min_client = 99');
  await expect(here.sync(mia)).rejects.toMatchObject({ code: 'studio-newer' });
  expect(here.replica.log.unsentCount()).toBe(1);
});

test('an event of a kind that is not known yet is kept as it is', async () => {
  const { here, there } = await twoDesks();
  const { epoch } = await ken.hello();
  const body = { facts: [['mood', 'a-face', '', ['happy']] as const], faces: {}, later: 'field' };
  const event = { id: '00000000-0000-4000-8000-000000000001', atMs: 0, kind: 'mood', name: null, count: 1, body };
  await ken.push(epoch, [event]);
  await here.sync(mia);
  const stored = here.db.prepare("SELECT body FROM studio_event WHERE kind = 'mood'").pluck().get() as string;
  expect(JSON.parse(stored)).toEqual(body);
  await there.sync(ken);
  expect(here.said()).toEqual(there.said());
});

test('a member who was removed is not let in, and keeps what they decided', async () => {
  const { there, idOf } = await twoDesks();
  there.edits.setHidden([idOf(there, 'Aiko')], true);
  expect(await mia.setRemoved('ken', true)).toBe(true);
  await expect(there.sync(ken)).rejects.toMatchObject({ code: 'studio-removed' });
  expect([there.replica.log.unsentCount(), idOf(there, 'Aiko')]).toEqual([1, expect.any(Number)]);
  await expect(ken.setRemoved('ken', false)).rejects.toMatchObject({ code: 'studio-removed' });
  await mia.setRemoved('ken', false);
  await there.sync(ken);
  expect(there.replica.log.unsentCount()).toBe(0);
});

test('a reader takes in and changes nothing, an artist merges no two characters that have names', async () => {
  const { here, there, theirFaces, idOf } = await twoDesks();
  there.edits.moveFaces([theirFaces[3] as FaceId], { name: 'Mika' });
  const merge = () => there.edits.mergeCharacters(idOf(there, 'Aiko'), [idOf(there, 'Mika')]);
  expect(merge).toThrow(expect.objectContaining({ code: 'studio-lead-only' }));
  await there.sync(ken);
  await here.sync(mia);
  here.edits.mergeCharacters(idOf(here, 'Aiko'), [idOf(here, 'Mika')]);
  await here.sync(mia);
  using reader = new Desk();
  reader.addPictures(2, 3);
  reader.join('postgresql://studio');
  await using ron = await studio.connect('ron');
  await reader.sync(ron);
  expect(reader.said()).toEqual(here.said());
  expect(() => reader.edits.setHidden([idOf(reader, 'Aiko')], true)).toThrow(
    expect.objectContaining({ code: 'studio-reads-only' }),
  );
  await expect(ron.push((await ron.hello()).epoch, [])).rejects.toMatchObject({ code: 'studio-reads-only' });
});

test('nobody but its owner reads or writes a table of the server, and no role makes one', async () => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: studio.url('mia') });
  await client.connect();
  for (const sql of [
    'SELECT * FROM dramatis.event',
    'DELETE FROM dramatis.event',
    'UPDATE dramatis.member SET removed = NULL',
    'CREATE TABLE dramatis.mine (x int)',
    'SELECT dramatis.check_member(NULL)',
  ])
    await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

test('a clock that is a year off changes nothing about who wins', async () => {
  const { here, there, idOf } = await twoDesks();
  const now = Date.now;
  try {
    Date.now = () => now() - 365 * 86_400_000;
    here.edits.nameCharacter(idOf(here, 'Aiko'), 'First');
    Date.now = now;
    there.edits.nameCharacter(idOf(there, 'Aiko'), 'Early');
    await there.sync(ken);
    await here.sync(mia);
    await there.sync(ken);
  } finally {
    Date.now = now;
  }
  expect([idOf(here, 'First'), idOf(there, 'First')]).toEqual([expect.any(Number), expect.any(Number)]);
});

describe('a decision that a colleague overrules', () => {
  test('is told of by their name, and can be taken back', async () => {
    const { here, there, idOf } = await twoDesks();
    there.edits.nameCharacter(idOf(there, 'Aiko'), 'Aiko Mori');
    await there.sync(ken);
    await here.sync(mia);
    const [mine] = here.replica.overruled.list();
    expect(mine).toMatchObject({ author: 'ken', editKind: 'name', editName: 'Aiko Mori', value: ['Aiko'] });
    here.replica.takeMineBack([mine?.n ?? 0]);
    await here.sync(mia);
    await there.sync(ken);
    expect([idOf(here, 'Aiko'), idOf(there, 'Aiko')]).toEqual([expect.any(Number), expect.any(Number)]);
    expect([here.replica.overruled.count(), there.replica.overruled.count()]).toEqual([0, 1]);
  });

  test.each([
    ['a name', 'name'],
    ['whose a face is', 'face'],
    ['that there is no face', 'no face'],
  ])(
    'when mine is taken back, which it had taken the place of, is told of, and can be decided again: %s',
    async (_, what) => {
      const { here, there, faces, theirFaces, idOf } = await twoDesks();
      const [mine, theirs] = [faces[4] as FaceId, theirFaces[4] as FaceId];
      if (what === 'name') here.edits.nameCharacter(idOf(here, 'Aiko'), 'Mine');
      else here.edits.moveFaces([mine], { name: 'Mine' });
      await here.sync(mia);
      await there.sync(ken);
      if (what === 'name') there.edits.nameCharacter(idOf(there, 'Mine'), 'Theirs');
      else if (what === 'face') there.edits.moveFaces([theirs], { name: 'Theirs' });
      else there.edits.markNotFace([theirs]);
      await there.sync(ken);
      await here.sync(mia);
      const stands = ({ stores, db }: Desk) => {
        if (what === 'no face') return db.prepare('SELECT count(*) FROM not_a_face').pluck().get() === 1;
        const character = stores.characters.byName('Theirs');
        return character !== undefined && (what === 'name' || stores.facts.confirmedIn(character.id).length === 1);
      };
      expect([stands(here), stands(there)]).toEqual([true, true]);

      here.journal.undo();
      await here.sync(mia);
      await there.sync(ken);
      expect(here.said()).toEqual(there.said());
      expect(there.replica.log.ofColleagues({ limit: 1, offset: 0 })).toMatchObject([{ author: 'mia', undo: true }]);
      const lost = there.replica.overruled.list();
      expect([stands(here), lost.map(({ author }) => author)]).toEqual(
        what === 'no face' ? [true, []] : [false, ['mia']],
      );

      there.replica.takeMineBack(lost.map(({ n }) => n));
      await there.sync(ken);
      await here.sync(mia);
      expect([stands(here), stands(there)]).toEqual([true, true]);
      expect(here.said()).toEqual(there.said());
    },
  );

  test('is no hindrance to taking mine back: a name that a colleague has given to another is shared, with a number', async () => {
    const { here, there, theirFaces, idOf } = await twoDesks();
    here.edits.nameCharacter(idOf(here, 'Aiko'), 'Mika');
    await here.sync(mia);
    await there.sync(ken);
    there.edits.moveFaces([theirFaces[4] as FaceId], { name: 'Aiko' });
    await there.sync(ken);
    await here.sync(mia);
    here.journal.undo();
    await here.sync(mia);
    await there.sync(ken);
    expect(here.said()).toEqual(there.said());
    expect([idOf(here, 'Aiko'), idOf(here, 'Aiko (2)')]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(here.stores.facts.confirmedIn(idOf(here, 'Aiko (2)'))).toHaveLength(3);
  });

  test('follows a character that was merged meanwhile', async () => {
    const { here, there, faces, theirFaces, idOf } = await twoDesks();
    here.edits.moveFaces([faces[3] as FaceId], { name: 'Mika' });
    await here.sync(mia);
    await there.sync(ken);
    here.edits.mergeCharacters(idOf(here, 'Aiko'), [idOf(here, 'Mika')]);
    there.edits.moveFaces([theirFaces[4] as FaceId], { name: 'Mika' });
    await here.sync(mia);
    await there.sync(ken);
    await here.sync(mia);
    expect(here.said()).toEqual(there.said());
    expect(here.stores.facts.confirmedIn(idOf(here, 'Aiko'))).toHaveLength(5);
  });
});
