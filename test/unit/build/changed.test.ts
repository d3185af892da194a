import { expect, test } from 'vitest';
import { workFor } from '../../../build/check/changed.ts';

test('changed files are shared out among the tools that read them', () => {
  const files = ['README.md', 'build/start.mjs', 'renderer/App.svelte', 'renderer/ui/menu.svelte.ts'];
  expect(workFor(files)).toEqual({
    format: files,
    oxlint: ['build/start.mjs', 'renderer/ui/menu.svelte.ts'],
    eslint: ['renderer/App.svelte', 'renderer/ui/menu.svelte.ts'],
    types: true,
    tests: ['build/start.mjs', 'renderer/App.svelte', 'renderer/ui/menu.svelte.ts'],
  });
});

test('a change of words alone needs no types, and tests of the packaged app are not started', () => {
  expect(workFor(['README.md'])).toMatchObject({ types: false, oxlint: [], tests: [] });
  expect(workFor(['test/e2e/find.test.ts']).tests).toEqual([]);
});

test('training code is not looked at', () => {
  expect(workFor(['native-models/train/main.py', 'native-models/notes.md']).format).toEqual([]);
});
