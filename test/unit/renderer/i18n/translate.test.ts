import { describe, expect, it } from 'vitest';
import { catalogueOf, languages, type Message } from '../../../../electron/contract/languages.ts';
import { translator, translatorOf } from '../../../../renderer/i18n/translate.ts';

const english = catalogueOf('en');
const keys = Object.keys(english) as (keyof typeof english)[];

function placeholders(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
}

function inEach(catalogue: Readonly<Record<string, Message>>): string[] {
  return keys.map((key) => `${key}: ${placeholders(catalogue[key] ?? '').join()}`);
}

describe.each(languages)('the catalogue $code', ({ code, catalogue }) => {
  it('has the same messages as the English one', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
  });

  it('puts the same things into each message', () => {
    expect(inEach(catalogue)).toEqual(inEach(english));
  });

  it('has a form for each plural category of its language', () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    const messages: readonly Message[] = Object.values(catalogue);
    const forms = messages.flatMap((message) => (typeof message === 'string' ? [] : [Object.keys(message).sort()]));
    expect(new Set(forms.map(String))).toEqual(new Set([[...pluralCategories].sort().join()]));
  });
});

describe('translator', () => {
  it('chooses the plural form and writes numbers as the language does', () => {
    const t = translator('en');
    expect([t('count.faces', { count: 1 }), t('count.faces', { count: 2_400 })]).toEqual(['1 face', '2,400 faces']);
  });

  it('puts a name with braces into a sentence as it is', () => {
    expect(translator('en')('edit.name', { name: '{count}' })).toBe('Named “{count}”');
  });
});

describe('a language with more plural forms', () => {
  const polish = translatorOf(
    { 'count.faces': { one: '{count} twarz', few: '{count} twarze', many: '{count} twarzy', other: '{count} twarzy' } },
    'pl',
  );
  const arabic = translatorOf(
    {
      'count.faces': {
        zero: 'لا وجوه',
        one: 'وجه واحد',
        two: 'وجهان',
        few: '{count} وجوه',
        many: '{count} وجهًا',
        other: '{count} وجه',
      },
    },
    'ar-u-nu-latn',
  );

  it('has one, few and many in Polish, by the last digits', () => {
    const texts = [1, 2, 4, 5, 12, 22, 1.5].map((count) => polish('count.faces', { count }));
    expect(texts).toEqual(['1 twarz', '2 twarze', '4 twarze', '5 twarzy', '12 twarzy', '22 twarze', '1,5 twarzy']);
  });

  it('has all six in Arabic', () => {
    const texts = [0, 1, 2, 3, 11, 100].map((count) => arabic('count.faces', { count }));
    expect(texts).toEqual(['لا وجوه', 'وجه واحد', 'وجهان', '3 وجوه', '11 وجهًا', '100 وجه']);
  });

  it('says a form that the catalogue leaves out as the others', () => {
    const t = translatorOf({ 'count.faces': { one: '{count} twarz', other: '{count} twarzy' } }, 'pl');
    expect(t('count.faces', { count: 3 })).toBe('3 twarzy');
  });
});
