import { createContext } from 'svelte';
import type { Rescue } from './rescue.svelte.ts';

export const [getRescue, setRescue] = createContext<Rescue>();
