import { expect, test } from 'vitest';
import { packagesOf } from '../../../build/package/bundled-packages.ts';
import { billOf, noticeText } from '../../../build/package/third-parties.ts';

const parties = [
  { name: '@a/b', version: '1.2.3', licence: 'MIT', text: 'Do as you like.', home: '' },
  { name: 'c', version: '4.0.0', licence: '(MIT OR Apache-2.0)', text: '', home: 'https://c.invalid' },
];

test('packages are known by the modules that were bundled, on every system', () => {
  expect(
    packagesOf([
      '/home/x/node_modules/zod/v4/index.js',
      String.raw`D:\x\node_modules\@lucide\svelte\dist\icon.svelte`,
      '/home/x/node_modules/yauzl/node_modules/pend/index.js',
      '/home/x/electron/main/index.ts',
      '\0vite/preload-helper',
    ]),
  ).toEqual(['node_modules/@lucide/svelte', 'node_modules/yauzl/node_modules/pend', 'node_modules/zod']);
});

test('each package’s licence is to be read', () => {
  expect(noticeText(parties)).toMatch(/@a\/b 1\.2\.3 \(MIT\)\n\nDo as you like\.[^]*c 4\.0\.0/);
});

test('a package that brings no licence’s text says where that is', () => {
  expect(noticeText(parties)).toContain(
    'c 4.0.0 ((MIT OR Apache-2.0))\n\nhttps://spdx.org/licenses/MIT.html\nhttps://spdx.org/licenses/Apache-2.0.html\nMade at https://c.invalid\n',
  );
});

test('the bill of materials names each package, as npm does', () => {
  expect(billOf({ name: 'dramatis', version: '0.1.0' }, parties)).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'dramatis' } },
    components: [
      { purl: 'pkg:npm/%40a/b@1.2.3', licenses: [{ license: { id: 'MIT' } }] },
      { purl: 'pkg:npm/c@4.0.0', licenses: [{ expression: '(MIT OR Apache-2.0)' }] },
    ],
  });
});
