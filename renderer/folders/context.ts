import { createContext } from 'svelte';
import type { Folders } from './folders.svelte.ts';

export const [getFolders, setFolders] = createContext<Folders>();
