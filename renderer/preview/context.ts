import { createContext } from 'svelte';
import type { Comparing } from './comparing.svelte.ts';
import type { Hover } from './hover.svelte.ts';
import type { PreviewState } from './preview.svelte.ts';

export const [getPreview, setPreview] = createContext<PreviewState>();
export const [getComparing, setComparing] = createContext<Comparing>();
export const [getHover, setHover] = createContext<Hover>();
