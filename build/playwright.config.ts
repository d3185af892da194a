import { defineConfig } from 'playwright/test';

/** Drives the packaged app; `npm run check -- package app` packs it and opens the virtual display first. */
export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '*.test.ts',
  outputDir: '../test-results/e2e',
  // One window at a time: the tests measure how soon something shows.
  workers: 1,
  // For what hangs, not for what is slow.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['line'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
