import { createContext } from 'svelte';
import type { FolderTree } from './folder-tree.svelte.ts';
import type { Folders } from './folders.svelte.ts';

export const [getFolders, setFolders] = createContext<Folders>();
export const [getFolderTree, setFolderTree] = createContext<FolderTree>();
