import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { IndexingProgress } from '../../electron/contract/api/library-api.ts';
import { jsonChannel } from '../../electron/contract/channel/json-channel.ts';
import { connectEngine, type EngineConnection } from '../../electron/contract/channel/rpc.ts';
import { draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

const program = join(import.meta.dirname, '../support/engine-process.ts');
const page = { offset: 0, limit: 1_000 };
const pictureCount = 60;

interface Running extends EngineConnection, AsyncDisposable {
  readonly child: ChildProcess;
  /** Resolves at the first announcement of progress that `holds` is true of. */
  until(holds: (progress: IndexingProgress) => boolean): Promise<void>;
}

/** `deadly`: how wide a picture is that the process dies of. */
function start(library: string, deadly = 0): Running {
  const child = fork(program, [library, String(deadly)]);
  const listeners = new Set<(progress: IndexingProgress) => void>();
  const connection = connectEngine(jsonChannel(child), {
    progress: (progress) => listeners.forEach((listener) => listener(progress)),
    changed: () => undefined,
  });
  child.once('exit', () => connection.close());
  return {
    ...connection,
    child,
    until: async (holds) => {
      const held = Promise.withResolvers<void>();
      const listener = (progress: IndexingProgress) => holds(progress) && held.resolve();
      listeners.add(listener);
      listener((await connection.engine.status()).progress);
      await held.promise.finally(() => listeners.delete(listener));
    },
    [Symbol.asyncDispose]: () => stop(child, 'SIGTERM'),
  };
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function drawMany(here: Bench): Promise<void> {
  for (let k = 0; k < pictureCount; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
}

/** Pictures and faces in a form that does not depend on the order in which they were found. */
async function contents(engine: EngineApi) {
  const { pictures, skipped } = await engine.status();
  const groups = await Promise.all((await engine.listCharacters()).map(({ id }) => engine.listFaces(id, page)));
  const faces = [...groups.flat(), ...(await engine.listFaces(null, page))];
  return {
    pictures,
    skipped,
    faces: faces.map(({ path, box, score }) => ({ path, box, score })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

const isDone = ({ phase }: IndexingProgress) => phase === 'idle';

test('killed in the middle and started again, the library ends with exactly the same pictures and faces', async () => {
  await using here = await bench();
  await drawMany(here);
  const killed = start(here.library);
  await killed.engine.addFolder(here.art);
  await killed.until(({ done, total }) => done > 5 && done < total);
  await stop(killed.child, 'SIGKILL');

  await using again = start(here.library);
  await again.until(isDone);
  await using whole = start(`${here.library}-whole`);
  await whole.engine.addFolder(here.art);
  await whole.until(({ done }) => done > 0);
  await whole.until(isDone);
  const expected = await contents(whole.engine);
  expect(expected.faces).toHaveLength(pictureCount);
  expect(await contents(again.engine)).toEqual(expected);
});

test('a picture that the engine dies of twice is skipped by its name, and all others are taken in', async () => {
  await using here = await bench();
  await drawMany(here);
  const wide = await draw(here.art, 'deadly.png', [red, red, red]);
  const deadly = 96;
  const first = start(here.library, deadly);
  const died = once(first.child, 'exit');
  await first.engine.addFolder(here.art);
  await died;
  await once(start(here.library, deadly).child, 'exit');

  await using third = start(here.library, deadly);
  await third.until(isDone);
  expect(await third.engine.status()).toMatchObject({ lastSeen: [wide], skipped: 1 });
  expect(await third.engine.listSkipped(page)).toMatchObject([{ path: wide, reason: 'given-up' }]);
  expect((await contents(third.engine)).faces).toHaveLength(pictureCount);
});

test('calls that are under way when the engine dies fail with engine-stopped', async () => {
  await using here = await bench();
  await using running = start(here.library);
  await running.engine.status();
  // Windows cannot hold a process, but ends it at once.
  if (process.platform !== 'win32') running.child.kill('SIGSTOP');
  const call = running.engine.listCharacters();
  running.child.kill('SIGKILL');
  await expect(call).rejects.toMatchObject({ code: 'engine-stopped' });
});

test('a call that is not in the table, and wrong arguments, are refused as data', async () => {
  await using here = await bench();
  await using running = start(here.library);
  for (const [method, args] of [
    ['constructor', []],
    ['whenIdle', []],
    ['addFolder', [7]],
    [
      'find',
      [
        { sample: 1, face: 0 },
        { limit: 0, min: 0 },
      ],
    ],
    ['preview', [{ kind: 'file', id: 1 }]],
    ['listCharacters', ['unexpected']],
  ] as const) {
    expect(await running.call(method, [...args])).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  }
  expect(await running.call('listCharacters', [])).toEqual({ ok: true, value: [] });
});
