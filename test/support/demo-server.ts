import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { createServer } from 'vite';

/** `node test/support/demo-server.ts` shows the interface without engine and Electron; demo-page.ts lists the parameters. */
const server = await createServer({
  configFile: false,
  root: join(import.meta.dirname, '../..'),
  cacheDir: join(import.meta.dirname, '../../.cache/demo'),
  plugins: [svelte({ configFile: false })],
});
await server.listen();
const [address] = server.resolvedUrls?.local ?? [];
console.log(`${address}test/support/demo.html?state=groups`);
