import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/engine-api.ts';
import { EngineSettingsState } from '../../../../renderer/settings/engine-settings.svelte.ts';
import { DemoSettings } from '../../../support/demo-settings.ts';

const settingsOf = (changed = () => {}) => new EngineSettingsState(new DemoSettings(changed) as unknown as EngineApi);

test('a change shows once the engine has taken it', async () => {
  const state = settingsOf();
  await state.load();
  const change = state.change({ threads: 2 });
  expect([state.working, state.report?.settings.threads]).toEqual(['threads', null]);
  await change;
  expect([state.working, state.report?.settings.threads]).toEqual([null, 2]);
});

test('what cannot be done stands with its setting, and the old value stays', async () => {
  const state = settingsOf();
  await state.load();
  await state.change({ models: '/broken' });
  expect(state.problem).toMatchObject({ of: 'models', error: { code: 'model-invalid' } });
  expect(state.report?.settings.models).toBeNull();
  await state.change({ backups: 3 });
  expect(state.problem).toBeNull();
});

test('a second change waits for the first to be done', async () => {
  const state = settingsOf();
  await state.load();
  await Promise.all([state.change({ threads: 2 }), state.change({ threads: 3 })]);
  expect(state.report?.settings.threads).toBe(2);
});

test('a backup that was made is the newest', async () => {
  const state = settingsOf();
  await state.load();
  const before = state.backups.length;
  await state.backUp();
  expect(state.backups).toHaveLength(before + 1);
});
