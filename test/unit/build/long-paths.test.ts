import { expect, test } from 'vitest';
import { withLongPaths } from '../../../build/package/long-paths.ts';

const setting = '<longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>';
const assembly = (inside: string) => `<assembly xmlns="urn:schemas-microsoft-com:asm.v1">${inside}</assembly>\r\n`;

test.each([
  [
    'with settings',
    assembly('<application><windowsSettings><dpiAware>true</dpiAware></windowsSettings></application>'),
    assembly(`<application><windowsSettings>${setting}<dpiAware>true</dpiAware></windowsSettings></application>`),
  ],
  [
    'with settings of another prefix',
    assembly('<asmv3:application><asmv3:windowsSettings xmlns="x"></asmv3:windowsSettings></asmv3:application>'),
    assembly(
      `<asmv3:application><asmv3:windowsSettings xmlns="x">${setting}</asmv3:windowsSettings></asmv3:application>`,
    ),
  ],
  [
    'without settings',
    assembly('<dependency/>'),
    assembly(
      `<dependency/><application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>${setting}</windowsSettings></application>`,
    ),
  ],
])('a manifest %s lets the program use long paths', (_which, before, after) => {
  expect(withLongPaths(before)).toBe(after);
  expect(withLongPaths(after)).toBe(after);
});
