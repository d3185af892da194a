import { createContext } from 'svelte';
import type { CatalogueState } from './catalogue.svelte.ts';
import type { OutfitQuestions } from './outfit-question.svelte.ts';

export const [getCatalogue, setCatalogue] = createContext<CatalogueState>();
export const [getDressing, setDressing] = createContext<OutfitQuestions>();
