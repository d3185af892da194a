import { createContext } from 'svelte';
import type { Hover } from './hover.svelte.ts';
import type { PreviewState } from './preview.svelte.ts';

export const [getPreview, setPreview] = createContext<PreviewState>();
export const [getHover, setHover] = createContext<Hover>();
