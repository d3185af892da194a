import { createContext } from 'svelte';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Library } from './library.svelte.ts';

export const [getEngine, setEngine] = createContext<EngineApi>();
export const [getLibrary, setLibrary] = createContext<Library>();
