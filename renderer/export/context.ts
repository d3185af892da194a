import { createContext } from 'svelte';
import type { Exporting } from './exporting.svelte.ts';

export const [getExporting, setExporting] = createContext<Exporting>();
