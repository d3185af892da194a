import { createContext } from 'svelte';
import type { Duplicates } from './duplicates.svelte.ts';

export const [getDuplicates, setDuplicates] = createContext<Duplicates>();
