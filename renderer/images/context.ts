import { createContext } from 'svelte';
import type { Images } from './images.ts';

/** What pictures are looked at on, as the artist has set it. */
export interface Staging {
  turnStage(): void;
}

export const [getImages, setImages] = createContext<Images>();
export const [getStaging, setStaging] = createContext<Staging>();
