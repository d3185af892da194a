import { createContext } from 'svelte';
import type { SampleSorting } from './sample-sorting.svelte.ts';

export const [getSorting, setSorting] = createContext<SampleSorting>();
