import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictureEndings, pictureFormats } from '../../../electron/contract/formats.ts';

const script = readFileSync(join(import.meta.dirname, '../../../build/package/open-with.nsh'), 'utf8');
const offered = [...script.matchAll(/insertmacro offerPicture "\.(\w+)"/g)].map(([, ending = '']) => ending);

test('Explorer offers Dramatis for every kind of picture that it reads, but for documents and icons', () => {
  const others = ['Illustrator, PDF', 'Icon'];
  const wanted = pictureFormats.filter(({ label }) => !others.includes(label)).map(({ endings }) => endings[0]);
  expect(wanted.filter((ending) => ending !== undefined && !offered.includes(ending))).toEqual([]);
  expect(offered.filter((ending) => !pictureEndings.includes(ending))).toEqual([]);
});

test('what the installer writes into the registry goes when the app goes', () => {
  const [install = '', uninstall = ''] = script.split('!macro customUnInstall');
  const places = [...install.matchAll(/insertmacro offerPlace "(\w+)"/g)].map(([, kind = '']) => kind);
  expect(places).toEqual(['Directory', 'Drive']);
  for (const key of [
    'Applications\\${APP_EXECUTABLE_FILENAME}',
    ...places.map((kind) => `${kind}\\shell\\\${PRODUCT_NAME}`),
  ])
    expect(uninstall).toContain(`DeleteRegKey SHCTX "Software\\Classes\\${key}"`);
});
