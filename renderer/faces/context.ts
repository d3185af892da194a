import { getDressing } from '../catalogue/context.ts';
import { getCharacters } from '../characters/context.ts';
import { getDrag } from '../drag/context.ts';
import { getAskedEdits, getEdits } from '../edits/context.ts';
import { getFiles } from '../files/context.ts';
import { getTileSizing } from '../grid/context.ts';
import { getTranslation } from '../i18n/context.ts';
import { getImages } from '../images/context.ts';
import { getEngine } from '../library/context.ts';
import { getOpener } from '../navigation/context.ts';
import { getHover, getPreview } from '../preview/context.ts';
import { getToasts } from '../toasts/context.ts';

export type FacesContext = ReturnType<typeof getFacesContext>;

/** What a grid of faces works with; to be asked for while its view is made. */
export function getFacesContext() {
  return {
    askedEdits: getAskedEdits(),
    characters: getCharacters(),
    drag: getDrag(),
    dressing: getDressing(),
    edits: getEdits(),
    engine: getEngine(),
    files: getFiles(),
    hover: getHover(),
    images: getImages(),
    opener: getOpener(),
    preview: getPreview(),
    tileSizing: getTileSizing(),
    toasts: getToasts(),
    translation: getTranslation(),
  };
}
