import { svelte } from '@sveltejs/vite-plugin-svelte';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { cacheFolder } from './check/passed.ts';
import { root } from './set-up/run.mjs';

const project = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

const globalSetup = 'test/support/bundled-command.ts';

/** One project per level of test; `npx vitest --config build/vitest.config.ts --project unit` runs one. */
export default defineConfig({
  root,
  // State of the page lives in runes: compiled as in the window, not as for a server.
  plugins: [svelte({ configFile: false })],
  resolve: { conditions: ['browser'] },
  test: {
    passWithNoTests: true,
    // The other levels have native modules and child processes: each file in a process of its own.
    pool: 'forks',
    // Vitest would leave one core to itself, which waits for the tests most of the time.
    maxWorkers: availableParallelism(),
    // Threads and commands that tests start read each source stripped of its types and compiled, as a run before has left it.
    env: { NODE_COMPILE_CACHE: join(cacheFolder, 'compiled') },
    // Limits are for what hangs, not for what is slow: a machine may be ten times slower on a bad day.
    hookTimeout: 300_000,
    projects: [
      // Pure files: a few threads that read each module once, in place of a process for each file.
      project('unit', { pool: 'threads', isolate: false, testTimeout: 60_000 }),
      project('engine', { testTimeout: 180_000 }),
      project('process', { testTimeout: 300_000, globalSetup }),
      project('model', { testTimeout: 300_000, globalSetup }),
    ],
  },
});
