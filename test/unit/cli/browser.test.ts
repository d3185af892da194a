import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser, NoBrowser } from '../../../electron/cli/files/browser.ts';

const only =
  (...there: readonly string[]) =>
  (path: string) =>
    there.includes(path);

test('the browser that is named comes first, then those of the system', () => {
  const chromium = join('/usr/bin/chromium');
  const env = { PATH: ['/usr/local/bin', '/usr/bin'].join(delimiter), DRAMATIS_BROWSER: '/opt/mine' };
  expect(findBrowser('linux', env, only('/opt/mine', chromium))).toBe('/opt/mine');
  expect(findBrowser('linux', env, only(join('/usr/bin/google-chrome'), chromium))).toBe(chromium);
  const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
  expect(findBrowser('darwin', {}, only(edge))).toBe(edge);
  const root = 'C:/Program Files (x86)';
  const windows = `${root}/Microsoft/Edge/Application/msedge.exe`;
  expect(findBrowser('win32', { 'ProgramFiles(x86)': root }, (path) => path.replaceAll('\\', '/') === windows)).toMatch(
    /msedge/,
  );
});

test('without one it is said what is needed', () => {
  expect(() => findBrowser('linux', { PATH: '' }, () => false)).toThrow(NoBrowser);
  expect(new NoBrowser().message).toContain('no display');
});
