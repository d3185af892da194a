import { AppError } from '../../../electron/contract/errors.ts';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import type { LogServer } from '../../../electron/engine/studio/sync.ts';
import { Desk } from './desk.ts';

/** Numbers 0..1 that follow from a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const names = ['Aiko', 'Mika', 'Ren'];
const pictures = 4;
const facesEach = 3;

interface Random {
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

function randomFrom(seed: number): Random {
  const next = numbersFrom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)] as never };
}

/** What an artist may do; what cannot be done now throws an AppError, as in the window. */
const deeds: readonly ((desk: Desk, faces: readonly FaceId[], random: Random) => unknown)[] = [
  ({ edits }, faces, { pick }) => edits.moveFaces([pick(faces)], { name: pick(names) }),
  ({ edits }, faces, { pick }) => edits.assignFaces([pick(faces), pick(faces)], { name: pick(names) }),
  ({ edits }, faces, { pick }) => edits.suggestFaces([pick(faces)], { name: pick(names) }),
  ({ edits }, faces, { pick }) => edits.splitFaces([pick(faces)]),
  ({ edits }, faces, { pick }) => edits.markNotFace([pick(faces)]),
  ({ edits }, faces, { pick }) => edits.unmarkNotFace([pick(faces)]),
  (desk, _, { pick, next }) => desk.edits.nameCharacter(pick(charactersOf(desk)), next() < 0.2 ? null : pick(names)),
  (desk, _, { pick }) => desk.edits.mergeCharacters(pick(charactersOf(desk)), [pick(charactersOf(desk))]),
  (desk, _, { pick }) => desk.edits.mergeCharacters(pick(charactersOf(desk)), [pick(charactersOf(desk))]),
  (desk, faces, { pick }) => desk.edits.rejectFaces([pick(faces)], pick(charactersOf(desk))),
  (desk, faces, { pick }) => desk.edits.acceptFaces([pick(faces)], pick(charactersOf(desk))),
  (desk, _, { pick, next }) => desk.edits.setHidden([pick(charactersOf(desk))], next() < 0.5),
  (desk, _, { pick }) => desk.edits.setColour([pick(charactersOf(desk))], pick(['red', 'blue', null])),
  (desk, faces, { pick }) => desk.edits.setCover(pick(charactersOf(desk)), pick(faces)),
  ({ journal, stores }, faces, { pick }) => link(journal, () => stores.facts.mustLink([two(faces, pick)])),
  ({ journal, stores }, faces, { pick }) => link(journal, () => stores.facts.cannotLink([two(faces, pick)])),
  (desk, _, { pick }) =>
    write(desk, 'character_tag (character, name) VALUES (?, ?)', [pick(charactersOf(desk)), pick(['old', 'new'])]),
  (desk, _, { pick }) =>
    write(desk, "alias (character, name, language) VALUES (?, ?, 'ja')", [pick(charactersOf(desk)), pick(names)]),
  (desk, faces, { pick }) =>
    write(desk, "outfit (face, character, name) VALUES (?, ?, 'dress')", [pick(faces), pick(charactersOf(desk))]),
  ({ journal }) => journal.undo(),
  ({ journal }) => journal.undo(),
  ({ journal }) => journal.redo(),
];

function write({ db, journal }: Desk, row: string, cells: readonly unknown[]): void {
  link(journal, () => void db.prepare(`INSERT OR REPLACE INTO ${row}`).run(...cells));
}

function two(faces: readonly FaceId[], pick: Random['pick']): [FaceId, FaceId] {
  const one = pick(faces);
  return [one, pick(faces.filter((face) => face !== one))];
}

function link(journal: Desk['journal'], apply: () => void): void {
  journal.perform([], () => {
    apply();
    return { kind: 'same', name: null, count: 1 };
  });
}

function charactersOf(desk: Desk): CharacterId[] {
  const ids = desk.stores.characters.list().map(({ id }) => id);
  if (ids.length === 0) throw new AppError('character-gone', 0);
  return ids;
}

/** Breaks off at random: before a call reaches the server, or before its answer comes. */
function unsteady(server: LogServer, { next }: Random): LogServer {
  const cut = () => {
    if (next() < 0.15) throw new AppError('studio-unreachable', 'cut');
  };
  const call = async <T>(ask: () => Promise<T>): Promise<T> => {
    cut();
    const answer = await ask();
    cut();
    return answer;
  };
  return {
    hello: () => call(() => server.hello()),
    pull: (...asked) => call(() => server.pull(...asked)),
    push: (...asked) => call(() => server.push(...asked)),
  };
}

/** An AppError is what an artist is told; anything else is a bug. */
async function tolerating(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

export interface Ending {
  readonly desks: readonly { said: unknown; rebuilt: unknown; events: string[]; unsent: number }[];
}

/** Three machines with the same pictures edit, undo, sync and lose the line, as the seed says; in the end all of them sync. */
export async function runSequence(seed: number, servers: readonly LogServer[]): Promise<Ending> {
  const random = randomFrom(seed);
  const desks = servers.map(() => new Desk());
  try {
    const faces = desks.map((desk) => desk.addPictures(pictures, facesEach));
    desks.forEach((desk, at) => {
      for (let k = 0; k < 2; k += 1) desk.group((faces[at] as FaceId[]).slice(k * 5, k * 5 + 4));
      if (random.next() < 0.7) desk.join('postgresql://studio');
    });
    for (let step = 0; step < 40; step += 1) {
      const at = random.below(desks.length);
      const desk = desks[at] as Desk;
      if (random.next() < 0.2) {
        if (desk.replica.membership.get() === null) desk.join('postgresql://studio');
        await tolerating(() => desk.sync(unsteady(servers[at] as LogServer, random)));
      } else await tolerating(() => random.pick(deeds)(desk, faces[at] as FaceId[], random));
    }
    for (const desk of desks) if (desk.replica.membership.get() === null) desk.join('postgresql://studio');
    for (let round = 0; round < 3; round += 1) {
      for (const [at, desk] of desks.entries()) await desk.sync(servers[at] as LogServer);
    }
    return { desks: desks.map(endingOf) };
  } finally {
    for (const desk of desks) desk[Symbol.dispose]();
  }
}

function endingOf(desk: Desk): Ending['desks'][number] {
  const events = desk.db.prepare<[], string>('SELECT id FROM studio_event WHERE refused IS NULL ORDER BY seq').pluck();
  const ending = { said: desk.said(), events: events.all(), unsent: desk.replica.log.unsentCount() };
  desk.replica.rebuild();
  return { ...ending, rebuilt: desk.said() };
}
