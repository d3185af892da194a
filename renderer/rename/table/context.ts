import { getFiles } from '../../files/context.ts';
import { getTranslation } from '../../i18n/context.ts';
import { getEngine } from '../../library/context.ts';
import { getHover, getPreview } from '../../preview/context.ts';
import { getRenaming } from '../state/context.ts';

export type RowsContext = ReturnType<typeof getRowsContext>;

/** What the rows of the preview work with; to be asked for while their table is made. */
export function getRowsContext() {
  return {
    engine: getEngine(),
    files: getFiles(),
    hover: getHover(),
    preview: getPreview(),
    renaming: getRenaming(),
    translation: getTranslation(),
  };
}
