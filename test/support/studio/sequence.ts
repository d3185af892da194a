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

export interface Random {
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
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
    write(desk, 'character_tag (character, name) VALUES (?, ?) ON CONFLICT DO NOTHING', [
      pick(charactersOf(desk)),
      pick(['old', 'new']),
    ]),
  (desk, _, { pick }) =>
    write(desk, "alias (character, name, language) VALUES (?, ?, 'ja') ON CONFLICT DO NOTHING", [
      pick(charactersOf(desk)),
      pick(names),
    ]),
  (desk, faces, { pick }) =>
    write(
      desk,
      "outfit (face, character, name) VALUES (?, ?, 'dress') ON CONFLICT DO UPDATE SET character = excluded.character",
      [pick(faces), pick(charactersOf(desk))],
    ),
  ({ journal }) => journal.undo(),
  ({ journal }) => journal.undo(),
  ({ journal }) => journal.redo(),
];

function write({ db, journal }: Desk, row: string, cells: readonly unknown[]): void {
  link(journal, () => void db.prepare(`INSERT INTO ${row}`).run(...cells));
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

/** One deed of an artist, or the try. */
export async function doSomething(desk: Desk, faces: readonly FaceId[], random: Random): Promise<void> {
  await tolerating(() => random.pick(deeds)(desk, faces, random));
}

interface DeskEnding {
  readonly said: unknown;
  readonly rebuilt: unknown;
  readonly events: string[];
  readonly unsent: number;
}

export interface Ending {
  readonly desks: readonly DeskEnding[];
  /** Of each machine: decisions of its artist that do not stand, and that no line there tells of. */
  readonly vanished: readonly (readonly string[])[];
}

/** Three machines with the same pictures edit, undo, sync and lose the line, as the seed says; in the end all of them sync. */
export async function runSequence(
  seed: number,
  servers: readonly LogServer[],
  desks: readonly Desk[],
): Promise<Ending> {
  const random = randomFrom(seed);
  for (const desk of desks) desk.reset();
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
    } else await doSomething(desk, faces[at] as FaceId[], random);
  }
  for (const desk of desks) if (desk.replica.membership.get() === null) desk.join('postgresql://studio');
  for (let round = 0; round < 3; round += 1) {
    for (const [at, desk] of desks.entries()) await desk.sync(servers[at] as LogServer);
  }
  return { vanished: desks.map(vanishedOn), desks: desks.map(endingOf) };
}

interface Decision {
  readonly n: number;
  readonly author: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Decisions of this machine's artist in whose place a colleague's later one stands, without that one being in the history here, or without
 * the artist having been told where theirs stood here.
 */
function vanishedOn({ db, replica }: Desk): string[] {
  const me = replica.membership.get()?.me;
  const decisions = db
    .prepare<[], Decision>(
      `SELECT e.n, e.author, json_extract(f.value, '$[0]') || ' ' || json_extract(f.value, '$[1]') || ' ' || json_extract(f.value, '$[2]') AS key,
         json(coalesce(json_extract(f.value, '$[3]'), 'null')) AS value
       FROM studio_event e, json_each(e.body, '$.facts') f WHERE e.refused IS NULL ORDER BY e.seq`,
    )
    .all();
  const lines = new Set(replica.log.ofColleagues({ limit: 1_000_000, offset: 0 }).map(({ id }) => id));
  const told = new Set(replica.overruled.list().map(({ kind, a, b }) => `${kind} ${a} ${b}`));
  const latest = new Map<string, Decision>();
  const mine = new Map<string, Decision>();
  for (const decision of decisions) {
    latest.set(decision.key, decision);
    if (decision.author === me) mine.set(decision.key, decision);
  }
  return [...mine].flatMap(([key, { value }]) => {
    const stands = latest.get(key) as Decision;
    if (stands.value === value) return [];
    if (!lines.has(stands.n)) return [`${key}: no line of ${stands.author}`];
    return told.has(key) ? [] : [`${key}: not told of ${stands.author}`];
  });
}

function endingOf(desk: Desk): DeskEnding {
  const events = desk.db.prepare<[], string>('SELECT id FROM studio_event WHERE refused IS NULL ORDER BY seq').pluck();
  const ending = { said: desk.said(), events: events.all(), unsent: desk.replica.log.unsentCount() };
  desk.replica.rebuild();
  return { ...ending, rebuilt: desk.said() };
}
