import { createContext } from 'svelte';
import type { Files } from './files.ts';

export const [getFiles, setFiles] = createContext<Files>();
