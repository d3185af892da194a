import { describe, expect, it } from 'vitest';
import en from '../../../../renderer/i18n/en.json';
import ja from '../../../../renderer/i18n/ja.json';
import { localeFor, translator } from '../../../../renderer/i18n/translate.ts';

type Message = string | Readonly<Record<string, string>>;

function placeholders(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
}

describe('the two languages', () => {
  it('have the same messages', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
  });

  it('put the same things into each message', () => {
    const english: Record<string, Message> = en;
    const japanese: Record<string, Message> = ja;
    const different = Object.keys(english).filter((key) => {
      const [one, other] = [placeholders(english[key] ?? ''), placeholders(japanese[key] ?? '')];
      return one.join() !== other.join();
    });
    expect(different).toEqual([]);
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

describe('localeFor', () => {
  it('takes the first language of the system that exists here', () => {
    expect([localeFor(['fr-FR', 'ja-JP', 'en']), localeFor(['en-GB', 'ja']), localeFor(['fr'])]).toEqual([
      'ja',
      'en',
      'en',
    ]);
  });
});
