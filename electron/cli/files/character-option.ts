import { asText, several } from '../values.ts';

/** `--character`: by name, or by the number that `groups` shows. */
export const characterOption = (about: string) => several('<c>', about, asText);
