import { createContext } from 'svelte';
import { getCharacters } from '../characters/context.ts';
import { getDrag } from '../drag/context.ts';
import { getEdits } from '../edits/context.ts';
import { getFiles } from '../files/context.ts';
import { getTileSizing } from '../grid/context.ts';
import { getTranslation } from '../i18n/context.ts';
import { getOpener } from '../navigation/context.ts';
import { getHover, getPreview } from '../preview/context.ts';
import { getToasts } from '../toasts/context.ts';
import type { Finder } from './finder.svelte.ts';
import type { SampleOpener } from './sample-opener.ts';

export const [getFinder, setFinder] = createContext<Finder>();
export const [getSampleOpener, setSampleOpener] = createContext<SampleOpener>();

export type FindContext = ReturnType<typeof getFindContext>;

/** What the results of a search work with; to be asked for while their view is made. */
export function getFindContext() {
  return {
    finder: getFinder(),
    characters: getCharacters(),
    drag: getDrag(),
    edits: getEdits(),
    files: getFiles(),
    hover: getHover(),
    opener: getOpener(),
    preview: getPreview(),
    tileSizing: getTileSizing(),
    toasts: getToasts(),
    translation: getTranslation(),
  };
}
