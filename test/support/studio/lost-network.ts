import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { drawnLibrary } from './seat.ts';
import { openStudio, type TestStudio } from './studio.ts';

/**
 * A studio and a machine in a network namespace of their own, whose only link goes down without a word in the middle of a first sync, and up again.
 * Run by `unshare --net`; prints what it saw.
 */
export interface LostNetwork {
  /** Events that the machine had taken in when the network went, a second later, and in the end. */
  readonly taken: readonly [went: number, later: number, end: number];
  /** Answers meanwhile, milliseconds. */
  readonly answerMs: number;
  readonly unsent: number;
  readonly cast: number;
  readonly events: number;
  /** Events of the edit that was done meanwhile. */
  readonly renamed: number;
  /** How long a machine takes to close whose network has gone. */
  readonly closeMs: number;
}

const events = 5_000;
const link = (state: 'up' | 'down') => void execFileSync('ip', ['link', 'set', 'lo', state]);

async function fill(studio: TestStudio): Promise<void> {
  await studio.sql(`
    INSERT INTO dramatis.event (seq, id, author, kind, name, count, body)
      SELECT n, gen_random_uuid(), 'ken', 'name', 'Cast ' || n, 1, jsonb_build_object('faces', '{}'::jsonb, 'facts', jsonb_build_array(
        jsonb_build_array('character', md5(n::text)::uuid, '', '[1]'::jsonb),
        jsonb_build_array('character.name', md5(n::text)::uuid, '', jsonb_build_array('Cast ' || n))))
      FROM generate_series(1, ${events}) n;
    UPDATE dramatis.studio SET last = ${events}`);
}

const takenBy = async (engine: Engine) => (await engine.studio())?.events ?? 0;

async function untilHolds(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(1);
}

async function loseIt(studio: TestStudio): Promise<LostNetwork> {
  await using here = await drawnLibrary('Sylvie');
  const { engine, ...machine } = here.open({ watch: true });
  const sylvie = (await engine.listCharacters()).find(({ name }) => name === 'Sylvie')?.id as CharacterId;
  const joining = engine.joinStudio({ url: studio.url('mia') });
  await untilHolds(async () => (await takenBy(engine)) > 0);
  link('down');
  const went = await takenBy(engine);
  const started = performance.now();
  await engine.nameCharacter(sylvie, 'Sylvie Aubert');
  const answerMs = performance.now() - started;
  await setTimeout(1_000);
  const later = await takenBy(engine);
  link('up');
  await joining;
  await untilHolds(async () => (await engine.studio())?.unsent === 0);
  const end = await takenBy(engine);
  const cast = (await engine.listCharacters()).filter(({ name }) => name?.startsWith('Cast ')).length;
  const renamed = "SELECT count(*)::int AS n FROM dramatis.event WHERE body::text LIKE '%Sylvie Aubert%'";
  const count = async (sql: string) => (await studio.sql<{ n: number }>(sql))[0]?.n ?? 0;
  const result = {
    ...{ taken: [went, later, end] as const, answerMs, cast, unsent: (await engine.studio())?.unsent ?? -1 },
    events: await count('SELECT count(*)::int AS n FROM dramatis.event'),
    renamed: await count(renamed),
  };
  link('down');
  const closing = performance.now();
  await machine[Symbol.asyncDispose]();
  const closeMs = performance.now() - closing;
  link('up');
  return { ...result, closeMs };
}

link('up');
await using studio = await openStudio('network');
await fill(studio);
console.log(JSON.stringify(await loseIt(studio)));
