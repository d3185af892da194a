import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPictureFile } from '../../../electron/main/window/picture-file.ts';

test('what is opened with the app is told from a folder: pictures by their endings, in any case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-opened-'));
  try {
    mkdirSync(join(folder, 'sheet.png'));
    for (const name of ['A.PNG', 'b.psd', 'c.txt']) writeFileSync(join(folder, name), '');
    const told = ['sheet.png', 'A.PNG', 'b.psd', 'c.txt', 'gone.png'].map((name) => isPictureFile(join(folder, name)));
    expect(told).toEqual([false, true, true, false, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
