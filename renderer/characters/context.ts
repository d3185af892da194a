import { createContext } from 'svelte';
import type { CharacterList } from './character-list.svelte.ts';

export const [getCharacters, setCharacters] = createContext<CharacterList>();
