import en from './languages/en.json' with { type: 'json' };
import ja from './languages/ja.json' with { type: 'json' };

export type MessageKey = keyof typeof en;

/** A text, or its plural forms, chosen by `{count}`: the categories that `Intl.PluralRules` has for the language. */
export type Message = string | ({ readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string });

/** Every message: a key that is missing in a language does not compile. */
export type Catalogue = Readonly<Record<MessageKey, Message>>;

interface LanguageRow {
  /** As in BCP 47, without a region. */
  readonly code: string;
  /** In the language itself. */
  readonly name: string;
  readonly catalogue: Catalogue;
}

/** The languages of the window, its menu and its dialogs. One more is a row here and a catalogue in `languages/`. */
export const languages = [
  { code: 'en', name: 'English', catalogue: en },
  { code: 'ja', name: '日本語', catalogue: ja },
] as const satisfies readonly [LanguageRow, ...LanguageRow[]];

export type Locale = (typeof languages)[number]['code'];

export const locales: readonly Locale[] = languages.map(({ code }) => code);

export function catalogueOf(locale: Locale): Catalogue {
  const row = languages.find(({ code }) => code === locale) ?? languages[0];
  return row.catalogue;
}

/** The first language of those that the system prefers which exists here; English where there is none. */
export function localeFor(preferred: readonly string[]): Locale {
  for (const language of preferred) {
    const base = language.toLowerCase().split('-')[0];
    const locale = locales.find((code) => code === base);
    if (locale !== undefined) return locale;
  }
  return languages[0].code;
}
