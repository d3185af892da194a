import { svelte } from '@sveltejs/vite-plugin-svelte';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { root } from '../set-up/run.mjs';
import type { Handler } from './previews.ts';

const entry = 'build/dev/page/index.html';
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Bundles the page of `npm run dev` into a folder: for scripts that open it many times. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: {
      target: 'chrome130',
      modulePreload: { polyfill: false },
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: join(root, entry) },
    },
  });
}

/**
 * Serves the built page on a free port of the loopback interface: scripts that are modules are not read from files.
 * @param beside puts what else the page needs on the server, and answers what is asked before the files are
 */
export async function servePage(folder: string, beside: (server: Server) => Handler): Promise<Server> {
  const server = createServer();
  const first = beside(server);
  server.on('request', (request, response) =>
    first(request, response, () => {
      const path = join(folder, normalize(new URL(request.url ?? '/', 'http://page').pathname));
      readFile(path).then(
        (body) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(body),
        () => response.writeHead(404).end(),
      );
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Where the page is, with what it is asked for. */
export function pageAddress(server: Server, asks: Readonly<Record<string, string>>): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/${entry}?${new URLSearchParams(asks).toString()}`;
}
