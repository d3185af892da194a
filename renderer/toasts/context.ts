import { createContext } from 'svelte';
import type { Toasts } from './toasts.svelte.ts';

export const [getToasts, setToasts] = createContext<Toasts>();
