import { createContext } from 'svelte';
import type { Locale } from '../../electron/contract/languages.ts';
import type { Translate } from './translate.ts';

/** The language that the window speaks now. */
export interface Translation {
  readonly locale: Locale;
  /** Its texts; switches live, so that it may be taken out of the object. */
  readonly t: Translate;
}

export const [getTranslation, setTranslation] = createContext<Translation>();
