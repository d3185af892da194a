import { createContext } from 'svelte';
import type { Importing } from './importing.svelte.ts';

export const [getImporting, setImporting] = createContext<Importing>();
