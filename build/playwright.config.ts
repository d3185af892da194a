import { defineConfig } from 'playwright/test';

/** Drives the packaged app; `npm run check -- package app` packs it first. On Linux each worker opens a virtual display of its own. */
export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '*.test.ts',
  outputDir: '../test-results/e2e',
  // A window keeps a core and a half busy while it starts and indexes, and waits for the tests otherwise.
  workers: process.platform === 'linux' ? 2 : 1,
  // How soon something shows is measured with the machine to itself, before everything else.
  projects: [
    { name: 'measured', testMatch: 'watching.test.ts' },
    { name: 'window', testIgnore: 'watching.test.ts', dependencies: ['measured'] },
  ],
  // For what hangs, not for what is slow.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['line'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
