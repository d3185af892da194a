import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Engines } from '../../build/dev/engines.ts';
import { socketChannel } from '../../build/dev/page/socket-channel.ts';
import { serveEngines } from '../../build/dev/serve-page.ts';
import type { EngineEvents } from '../../electron/contract/api/engine-api.ts';
import { connectEngine, type EngineConnection } from '../../electron/contract/channel/rpc.ts';
import { LogFile } from '../../electron/main/engine/log-file.ts';
import { draw, red } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

const token = 'token of this test';
const silent: EngineEvents = { progress: () => undefined, changed: () => undefined };

interface Served extends AsyncDisposable {
  readonly engines: Engines;
  readonly origin: string;
}

/** The engine with stand-ins for its networks, on a server without a page. */
async function serve(here: Bench): Promise<Served> {
  const engines = new Engines({
    home: join(here.library, '../dev'),
    art: here.art,
    library: here.library,
    folder: here.art,
    models: null,
    log: new LogFile(join(here.library, '../engine.log')),
  });
  const server = createServer();
  const previews = serveEngines(server, engines, token);
  server.on('request', (asked, answer) => previews(asked, answer, () => answer.writeHead(404).end()));
  server.listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), engines.start()]);
  return {
    engines,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      await engines.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

const addressOf = (origin: string, query: Readonly<Record<string, string>>): string =>
  `${origin.replace('http', 'ws')}/engine?${new URLSearchParams(query).toString()}`;

interface Page extends EngineConnection {
  readonly socket: WebSocket;
}

async function connect(origin: string, query: Readonly<Record<string, string>> = {}, events = silent): Promise<Page> {
  const socket = new WebSocket(addressOf(origin, { ...query, token }), { origin });
  await once(socket, 'open');
  return { ...connectEngine(socketChannel(socket), events), socket };
}

/** The status of the answer to a socket that is refused. */
async function refusal(address: string, origin: string | null): Promise<number | undefined> {
  const socket = new WebSocket(address, origin === null ? {} : { origin });
  socket.on('open', () => socket.emit('unexpected-response', null, { statusCode: 101 }));
  socket.on('error', () => undefined);
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  socket.terminate();
  return answer.statusCode;
}

test('the socket carries a call, an event and bytes, and previews come by id', async () => {
  await using here = await bench();
  const path = await draw(here.art, 'one.png', [red]);
  await using served = await serve(here);
  const indexed = Promise.withResolvers<void>();
  const progress: EngineEvents['progress'] = ({ phase, done }) => phase === 'idle' && done > 0 && indexed.resolve();
  const { engine } = await connect(served.origin, {}, { ...silent, progress });

  expect((await engine.status()).library).toBe(here.library);
  await engine.addFolder(here.art);
  await indexed.promise;
  const sample = await engine.openSample({ bytes: new Uint8Array(await readFile(path)), name: 'pasted.png' });
  expect(sample).toMatchObject({ name: 'pasted.png', size: { width: 32, height: 32 } });
  const preview = await fetch(`${served.origin}/preview/sample/${sample.id}?token=${encodeURIComponent(token)}`);
  expect(preview.headers.get('content-type')).toBe('image/webp');
  expect(Buffer.from(await preview.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
});

test('without the token, or from another page, neither a call nor a preview gets through', async () => {
  await using here = await bench();
  await using served = await serve(here);
  const { origin } = served;
  const own = addressOf(origin, { token });
  await (await connect(origin)).engine.status();
  expect(await refusal(addressOf(origin, { token: 'another token here' }), origin)).toBe(403);
  expect(await refusal(addressOf(origin, {}), origin)).toBe(403);
  expect(await refusal(own, 'http://evil.example')).toBe(403);
  expect(await refusal(own, origin.replace(/\d+$/, '1'))).toBe(403);
  expect(await refusal(own, null)).toBe(403);
  expect((await fetch(`${origin}/preview/face/1`)).status).toBe(403);
  expect((await fetch(`${origin}/preview/face/1?token=no`)).status).toBe(403);
  // Another name that leads to this machine: how a page elsewhere would reach it.
  const renamed = request(`${origin}/preview/face/1?token=${encodeURIComponent(token)}`, {
    headers: { host: 'evil.example:80' },
  });
  renamed.end();
  const [answer] = (await once(renamed, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(403);
});

test('an engine whose sources have changed is another one on the same library, and pages connect again', async () => {
  await using here = await bench();
  await draw(here.art, 'one.png', [red]);
  await using served = await serve(here);
  const before = await connect(served.origin);
  await before.engine.addFolder(here.art);
  const lost = once(before.socket, 'close');
  // Twice at once: an editor that saves, while the engine still starts.
  await Promise.all([served.engines.restart(), served.engines.restart()]);
  await lost;
  const after = await connect(served.origin);
  expect((await after.engine.listFolders()).map(({ path }) => path)).toEqual([here.art]);
});

test('a page can ask for a state: models that are missing, groups that cannot be read', async () => {
  await using here = await bench();
  await using served = await serve(here);
  const missing = await connect(served.origin, { state: 'no-models' });
  await expect
    .poll(async () => (await missing.engine.status()).problem?.code, { timeout: 20_000 })
    .toBe('model-invalid');
  const failing = await connect(served.origin, { state: 'failing' });
  expect((await failing.engine.status()).problem).toBe(null);
  await expect(failing.engine.listCharacters()).rejects.toMatchObject({ code: 'library-unreadable' });
});
