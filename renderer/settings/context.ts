import { createContext } from 'svelte';
import type { EngineSettingsState } from './engine-settings.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

export const [getSettings, setSettings] = createContext<SettingsState>();
export const [getEngineSettings, setEngineSettings] = createContext<EngineSettingsState>();
