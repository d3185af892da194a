import type { FaceId } from '../../../electron/contract/ids.ts';
import { Desk } from '../../support/studio/desk.ts';
import type { TestStudio } from '../../support/studio/studio.ts';

const engines = 20;
const rounds = 10;
const editsEach = 25;

export interface Pushing {
  readonly engines: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Twenty machines push at once, again and again, each over a connection of its own; all of them have to end with all events. */
export async function pushAtOnce(studio: TestStudio): Promise<Pushing> {
  const desks = Array.from({ length: engines }, () => new Desk());
  const servers = await Promise.all(desks.map((_, at) => studio.connect(at % 2 === 0 ? 'mia' : 'yui')));
  const faces = desks.map((desk) => desk.addPictures(editsEach, 1));
  for (const [at, desk] of desks.entries()) {
    desk.join('postgresql://studio');
    await desk.sync(servers[at] as (typeof servers)[number]);
  }
  let seconds = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, desk] of desks.entries())
      for (const face of faces[at] as FaceId[]) desk.edits.moveFaces([face], { name: `Cast ${at} ${round}` });
    const started = performance.now();
    await Promise.all(desks.map((desk, at) => desk.sync(servers[at] as (typeof servers)[number])));
    seconds += (performance.now() - started) / 1000;
  }
  const sent = engines * rounds * editsEach;
  const [stored] = await studio.sql<{ n: number; ids: number }>(
    "SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids FROM dramatis.event WHERE kind = 'move'",
  );
  for (const server of servers) await server[Symbol.asyncDispose]();
  for (const desk of desks) desk[Symbol.dispose]();
  const { n = 0, ids = 0 } = stored ?? {};
  return { engines, events: sent, eventsPerSecond: sent / seconds, lost: sent - ids, doubled: n - ids };
}
