import { createContext } from 'svelte';
import type { Files } from './files.svelte.ts';

export const [getFiles, setFiles] = createContext<Files>();
