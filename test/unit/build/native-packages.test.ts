import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { runtimePackages } from '../../../build/native-packages.ts';

function lay(folder: string, manifest: object): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

test('packages for another system bring nothing of the checkout that they lie in', () => {
  const checkout = mkdtempSync(join(tmpdir(), 'dramatis-packages-'));
  try {
    const foreign = join(checkout, '.cache/packages');
    const sharp = lay(join(foreign, 'node_modules/sharp'), { optionalDependencies: { '@img/here': '1', color: '1' } });
    const color = lay(join(sharp, 'node_modules/color'), { dependencies: { 'color-name': '1' } });
    const name = lay(join(foreign, 'node_modules/color-name'), {});
    lay(join(checkout, 'node_modules/@img/here'), {});
    // Its name may end in a separator.
    for (const root of [foreign, foreign + sep]) expect(runtimePackages(root)).toEqual([sharp, color, name]);
  } finally {
    rmSync(checkout, { recursive: true });
  }
});
