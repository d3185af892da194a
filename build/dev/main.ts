import { svelte } from '@sveltejs/vite-plugin-svelte';
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { root } from '../set-up/run.mjs';
import { readArguments, usage, type DevArguments } from './arguments.ts';
import { drawLibrary } from './art/draw-library.ts';
import { Engines } from './engines.ts';
import { LoudLog } from './loud-log.ts';
import { serveEngines } from './serve-page.ts';
import { watchSources } from './watch-sources.ts';

/** `npm run dev`: the window in a browser, on the real engine, both taken anew when their sources change. */
const home = join(root, '.cache/dev');

async function main({ folder, realModels, library, port }: DevArguments): Promise<void> {
  const token = randomBytes(24).toString('base64url');
  const kind = realModels ? 'library-real' : 'library';
  const engines = new Engines({
    home,
    art: await drawLibrary(home),
    library: library ?? join(home, folder === null ? kind : `${kind}-own`),
    folder,
    models: realModels ? join(root, 'native-models') : null,
    log: new LoudLog(join(home, 'engine.log')),
  });
  const vite = await serveSources(port, engines, token);
  await engines.start();
  const unwatch = watchSources(() => void engines.restart());
  console.log(`\n  ${vite.resolvedUrls?.local[0] ?? ''}?token=${token}\n`);
  process.once('SIGINT', () => void Promise.all([unwatch(), vite.close(), engines.stop()]).then(() => process.exit(0)));
}

/** What the page is made of: neither the library nor anything else in the checkout is served without the token. */
const served = ['build/dev/page', 'renderer', 'electron/contract', 'node_modules', '.cache/dev/vite'];

/** The page's sources, with hot reload, on the loopback interface only. */
async function serveSources(port: number, engines: Engines, token: string): Promise<ViteDevServer> {
  const vite = await createServer({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    cacheDir: join(home, 'vite'),
    publicDir: false,
    plugins: [
      svelte({ configFile: false }),
      {
        name: 'dramatis-engine',
        configureServer: ({ httpServer, middlewares }) => {
          if (httpServer) middlewares.use(serveEngines(httpServer as Server, engines, token));
        },
      },
    ],
    server: { host: '127.0.0.1', port, fs: { allow: served.map((folder) => join(root, folder)) } },
  });
  return vite.listen();
}

function parsed(): DevArguments | null {
  try {
    return readArguments(process.argv.slice(2), process.cwd());
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
}

const options = parsed();
if (options) await main(options);
else process.exitCode = 2;
