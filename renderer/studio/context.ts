import { createContext } from 'svelte';
import type { StudioState } from './studio-state.svelte.ts';

export const [getStudio, setStudio] = createContext<StudioState>();
