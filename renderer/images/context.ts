import { createContext } from 'svelte';
import type { Images } from './images.ts';

export const [getImages, setImages] = createContext<Images>();
