import { createContext } from 'svelte';
import type { FaceSearch } from './face-search.svelte.ts';

export const [getSearch, setSearch] = createContext<FaceSearch>();
