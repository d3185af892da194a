import en from './en.json';
import ja from './ja.json';

export type Locale = 'en' | 'ja';
export type MessageKey = keyof typeof en;
export type Params = Readonly<Record<string, string | number>>;
type Message = string | { readonly one?: string; readonly other: string };

/** The type of the second makes it complete: a key that is missing in Japanese does not compile. */
const catalogues: Record<Locale, Record<MessageKey, Message>> = { en, ja };

export type Translate = (key: MessageKey, params?: Params) => string;

/** Texts of one language. `{count}` chooses the plural form; numbers are written as the language writes them. */
export function translator(locale: Locale): Translate {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (key, params = {}) => {
    const message = catalogues[locale][key];
    const text = typeof message === 'string' ? message : pickForm(message, plural, params['count']);
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}

function pickForm(
  message: Exclude<Message, string>,
  plural: Intl.PluralRules,
  count: string | number | undefined,
): string {
  const form = typeof count === 'number' ? plural.select(count) : 'other';
  return form === 'one' && message.one !== undefined ? message.one : message.other;
}

/** The catalogue for what the system prefers: Japanese where it comes first among the languages that exist here. */
export function localeFor(preferred: readonly string[]): Locale {
  for (const language of preferred) {
    const base = language.toLowerCase().split('-')[0];
    if (base === 'ja' || base === 'en') return base;
  }
  return 'en';
}
