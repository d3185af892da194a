import { createContext } from 'svelte';
import type { AskedEdits } from './asked-edits.ts';
import type { Edits } from './edits.svelte.ts';

export const [getEdits, setEdits] = createContext<Edits>();
export const [getAskedEdits, setAskedEdits] = createContext<AskedEdits>();
