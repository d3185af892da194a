import { createContext } from 'svelte';
import type { Drag } from './drag.svelte.ts';

export const [getDrag, setDrag] = createContext<Drag>();
