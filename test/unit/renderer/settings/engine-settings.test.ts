import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import { AppError } from '../../../../electron/contract/errors.ts';
import {
  defaultSettings,
  type Backup,
  type EngineSettings,
  type SettingsApi,
  type SettingsReport,
} from '../../../../electron/contract/api/settings-api.ts';
import { EngineSettingsState } from '../../../../renderer/settings/engine-settings.svelte.ts';

/** Takes every change at once, save a models folder that is called `/broken`. */
class SettingsInMemory implements SettingsApi {
  #backups: readonly Backup[] = [{ path: '/backups/1.db', atMs: 1, bytes: 1 }];
  #settings = defaultSettings;

  async settings(): Promise<SettingsReport> {
    const models = { folder: '/models', problem: null, networks: [] };
    return { settings: this.#settings, models, modelsProblem: null, cores: 8 };
  }

  async changeSettings(changes: Partial<EngineSettings>): Promise<SettingsReport> {
    if (changes.models === '/broken') throw new AppError('model-invalid', 'models.json cannot be read');
    this.#settings = { ...this.#settings, ...changes };
    return this.settings();
  }

  providers = async () => [{ provider: 'cpu', refused: null }] as const;
  listBackups = async () => this.#backups;

  async backUp(): Promise<Backup> {
    const backup = { path: '/backups/2.db', atMs: 2, bytes: 1 };
    this.#backups = [backup, ...this.#backups];
    return backup;
  }
}

const shell = { pickModels: async () => null, pickTarget: async () => null };
const settingsOf = () => new EngineSettingsState(new SettingsInMemory() as unknown as EngineApi, shell);

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
  expect(state.problem).toMatchObject({ code: 'model-invalid' });
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
  await state.backUp();
  expect(state.backups.map(({ path }) => path)).toEqual(['/backups/2.db', '/backups/1.db']);
});
