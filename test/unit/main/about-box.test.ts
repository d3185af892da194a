import { expect, test } from 'vitest';
import { aboutBox } from '../../../electron/main/window/about-box.ts';
import { wordsIn } from '../../../electron/main/window/words.ts';

const versions = { electron: '45.4.1', chrome: '150.0.1', node: '24.21.0' };

test('the about box tells the version, what it runs on, and the licence, and offers those of others', () => {
  const words = wordsIn('en');
  const { detail, buttons, cancelId } = aboutBox(words, '1.2.3', versions, true);
  expect(detail).toBe(`Version 1.2.3\nElectron 45.4.1 · Chromium 150.0.1 · Node 24.21.0\n\n${words.aboutLicence}`);
  expect([buttons, cancelId]).toEqual([['Close', 'Third-Party Licences'], 0]);
});

test('where the app is not packed there are no licences to show', () => {
  expect(aboutBox(wordsIn('ja'), '1.2.3', versions, false).buttons).toEqual(['閉じる']);
});
