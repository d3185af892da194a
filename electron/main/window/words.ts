import { catalogueOf, localeFor, type MessageKey } from '../../contract/languages.ts';

type NameIn<Key> = Key extends `shell.${infer Name}` ? Name : never;

/** Wording of what the Electron side shows by itself, menus and dialogs: the messages `shell.…` of a catalogue. */
export type Words = Readonly<Record<NameIn<MessageKey>, string>>;

/** @param locale as the system names it, with or without a region */
export function wordsIn(locale: string): Words {
  const messages = Object.entries(catalogueOf(localeFor([locale])));
  const own = messages.flatMap(([key, text]) => (key.startsWith('shell.') ? [[key.slice(6), text] as const] : []));
  return Object.fromEntries(own) as Words;
}
