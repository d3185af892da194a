import { createContext } from 'svelte';
import type { Renaming } from './renaming.svelte.ts';

export const [getRenaming, setRenaming] = createContext<Renaming>();
