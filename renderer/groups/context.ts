import { createContext } from 'svelte';
import { getCharacters } from '../characters/context.ts';
import { getDrag } from '../drag/context.ts';
import { getAskedEdits, getEdits } from '../edits/context.ts';
import { getFiles } from '../files/context.ts';
import { getTileSizing } from '../grid/context.ts';
import type { GridPlace } from '../grid/grid.svelte.ts';
import { getTranslation } from '../i18n/context.ts';
import { getEngine, getLibrary } from '../library/context.ts';
import { getOpener } from '../navigation/context.ts';
import { getHover, getPreview } from '../preview/context.ts';
import { getToasts } from '../toasts/context.ts';

/** Where the artist was among the groups, when they come back. */
const [getGroupsPlace, setPlace] = createContext<GridPlace>();
export const setGroupsPlace = setPlace;

export type GroupsContext = ReturnType<typeof getGroupsContext>;

/** What the grid of groups works with; to be asked for while its view is made. */
export function getGroupsContext() {
  return {
    askedEdits: getAskedEdits(),
    characters: getCharacters(),
    drag: getDrag(),
    edits: getEdits(),
    engine: getEngine(),
    files: getFiles(),
    hover: getHover(),
    library: getLibrary(),
    opener: getOpener(),
    place: getGroupsPlace(),
    preview: getPreview(),
    tileSizing: getTileSizing(),
    toasts: getToasts(),
    translation: getTranslation(),
  };
}
