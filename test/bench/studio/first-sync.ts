import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import type { TestStudio } from '../../support/studio/studio.ts';
import { generateLibrary } from '../engine/generated-library.ts';
import { openGenerated } from './bench-studio.ts';

const characters = 300;

export interface FirstSync {
  readonly events: number;
  readonly pictures: number;
  readonly seconds: number;
  /** For which the engine answered nothing else. */
  readonly longestBlockSeconds: number;
  readonly megabytes: number;
  readonly bytesPerEvent: number;
  readonly bytesPerFace: number;
  readonly confirmed: number;
}

/** A library of so many pictures joins a studio in which so much was decided about them. */
export async function firstSync(
  studio: TestStudio,
  folder: string,
  { events, pictures }: { events: number; pictures: number },
): Promise<FirstSync> {
  const library = join(folder, 'first');
  generateLibrary(library, pictures);
  withLikeness(library);
  await decide(studio, events, pictures);
  await using engine = openGenerated(library, false);
  await engine.whenIdle();
  const block = monitorEventLoopDelay({ resolution: 10 });
  block.enable();
  const started = performance.now();
  await engine.joinStudio({ url: studio.url('ken') });
  const seconds = (performance.now() - started) / 1000;
  block.disable();
  const size = async (table: string, rows: number) => {
    const [row] = await studio.sql<{ bytes: string }>(`SELECT pg_total_relation_size('dramatis.${table}') AS bytes`);
    return Math.round(Number(row?.bytes) / rows);
  };
  const result = {
    ...{ events, pictures, seconds, longestBlockSeconds: block.max / 1e9 },
    megabytes: Math.round(process.memoryUsage().rss / 1024 ** 2),
    bytesPerEvent: await size('event', events),
    bytesPerFace: await size('seen_face', pictures),
    confirmed: (await engine.listCharacters()).reduce((sum, { name, faces }) => sum + (name === null ? 0 : faces), 0),
  };
  const [told] = await studio.sql<{ n: number }>('SELECT count(*)::int AS n FROM dramatis.picture');
  if (told?.n !== pictures) throw new Error(`the server knows ${told?.n} of ${pictures} pictures`);
  if (result.confirmed !== Math.min(pictures, events - characters))
    throw new Error(`${result.confirmed} faces have names after the first sync`);
  return result;
}

function withLikeness(library: string): void {
  using database = openDatabase(library);
  database.db.prepare('UPDATE picture SET likeness = zeroblob(80)').run();
}

/** Names of 300 characters, then one decision about a face after the other. */
async function decide(studio: TestStudio, events: number, pictures: number): Promise<void> {
  const insert = 'INSERT INTO dramatis.event (seq, id, author, kind, name, count, body)';
  const uuid = (text: string) => `md5(${text})::uuid`;
  await studio.sql(`
    ${insert} SELECT n, gen_random_uuid(), 'mia', 'name', 'Cast ' || n, 1, jsonb_build_object('faces', '{}'::jsonb, 'facts', jsonb_build_array(
        jsonb_build_array('character', ${uuid("'c' || n")}, '', '[1]'::jsonb),
        jsonb_build_array('character.name', ${uuid("'c' || n")}, '', jsonb_build_array('Cast ' || n))))
      FROM generate_series(1, ${characters}) n;
    ${insert} SELECT n, gen_random_uuid(), 'mia', 'accept', 'Cast ' || (1 + n % ${characters}), 1, jsonb_build_object(
        'faces', jsonb_build_object(${uuid("'f' || k")}, jsonb_build_array(encode(convert_to('picture ' || k, 'UTF8'), 'hex'), 10, 10, 100, 100)),
        'facts', jsonb_build_array(jsonb_build_array('confirmed', ${uuid("'f' || k")}, '', jsonb_build_array(${uuid(`'c' || (1 + n % ${characters})`)}))))
      FROM (SELECT n, n % ${pictures} AS k FROM generate_series(${characters + 1}, ${events}) n) each;
    UPDATE dramatis.studio SET last = ${events}`);
}
