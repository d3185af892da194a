import { catalogueOf, type Catalogue, type Locale, type Message, type MessageKey } from './languages.ts';

export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: Params) => string;

/** Texts of one language. */
export function translator(locale: Locale): Translate {
  return translatorOf(catalogueOf(locale), locale);
}

/** `{count}` chooses the plural form; numbers are written as the language writes them. */
export function translatorOf<Key extends MessageKey>(
  catalogue: Pick<Catalogue, Key>,
  locale: string,
): (key: Key, params?: Params) => string {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (key, params = {}) =>
    formOf(catalogue[key], plural, params['count']).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? number.format(value) : value;
    });
}

/** A form that the language has and the catalogue does not is said as the others are. */
function formOf(message: Message, plural: Intl.PluralRules, count: string | number | undefined): string {
  if (typeof message === 'string') return message;
  return message[typeof count === 'number' ? plural.select(count) : 'other'] ?? message.other;
}
