import { expect, it } from 'vitest';
import { localeFor } from '../../../electron/contract/languages.ts';
import { settingsSchema } from '../../../electron/contract/shell/shell-schemas.ts';
import { defaultWindowSettings } from '../../../electron/contract/shell/window-settings.ts';

it('takes the first language of the system that exists here', () => {
  expect([localeFor(['fr-FR', 'ja-JP', 'en']), localeFor(['en-GB', 'ja']), localeFor(['fr'])]).toEqual([
    'ja',
    'en',
    'en',
  ]);
});

it('takes settings in any of the languages, and in no other', () => {
  const accepts = (language: string) => settingsSchema.safeParse({ ...defaultWindowSettings, language }).success;
  expect(['system', 'en', 'ja', 'fr'].filter(accepts)).toEqual(['system', 'en', 'ja']);
});
