import { createContext } from 'svelte';
import type { WindowSettings } from '../../electron/contract/shell/window-settings.ts';
import { getEdits } from '../edits/context.ts';
import { getDrag } from '../drag/context.ts';
import { getFiles } from '../files/context.ts';
import { getTileSizing } from '../grid/context.ts';
import { getTranslation } from '../i18n/context.ts';
import { getEngine, getLibrary } from '../library/context.ts';
import { getOpener } from '../navigation/context.ts';
import { getComparing, getHover, getPreview } from '../preview/context.ts';
import { getToasts } from '../toasts/context.ts';

type PictureSettings = Pick<WindowSettings, 'pictureLayout' | 'fileNames' | 'stacks' | 'groupShows'>;

/** How grids of pictures look, as the artist has set it. */
interface PictureLooks {
  readonly chosen: PictureSettings;
  change(changes: Partial<PictureSettings>): void;
}

export const [getPictureLooks, setPictureLooks] = createContext<PictureLooks>();

export type PicturesContext = ReturnType<typeof getPicturesContext>;

/** What a grid of pictures works with; to be asked for while its view is made. */
export function getPicturesContext() {
  return {
    comparing: getComparing(),
    drag: getDrag(),
    edits: getEdits(),
    engine: getEngine(),
    files: getFiles(),
    hover: getHover(),
    library: getLibrary(),
    looks: getPictureLooks(),
    opener: getOpener(),
    preview: getPreview(),
    tileSizing: getTileSizing(),
    toasts: getToasts(),
    translation: getTranslation(),
  };
}
