import { createContext } from 'svelte';
import type { Navigation } from './navigation.svelte.ts';
import type { Opener } from './opener.ts';

export const [getNavigation, setNavigation] = createContext<Navigation>();
export const [getOpener, setOpener] = createContext<Opener>();
