import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, folderOf, look, nameFirstGroup, groupNamed, test, untilIndexed, writeSettings } from './dramatis.ts';

const garbage = 'This is no library. '.repeat(400);

async function keptIn(library: string): Promise<string[]> {
  const names = (await readdir(library)).filter((name) => name.startsWith('replaced-'));
  return Promise.all(names.map((name) => readFile(join(library, name), 'utf8')));
}

test('a broken library says why on the page, and its backup is restored by keyboard', async ({
  home,
  sprites,
  start,
}) => {
  const library = join(home, 'library');
  const first = await start(await folderOf(home, sprites.sylvie.slice(0, 3)));
  await untilIndexed(first.page, 3);
  await nameFirstGroup(first.page, 'Sylvie');
  await first.close();
  await writeFile(join(library, 'library.db'), garbage);

  const { page } = await start();
  await expect(page.getByRole('alert')).toContainText('file is not a database', { timeout: 10_000 });
  await expect(page.getByRole('button', { name: /^Restore the backup of / })).toBeFocused();
  await look(page, 'broken-1-backup');
  await page.keyboard.press('Enter');
  await expect(groupNamed(page, 'Sylvie')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/is kept as replaced-.*\.db/)).toBeVisible();
  expect(await keptIn(library)).toEqual([garbage]);
});

test('without a backup a new library is started, in Japanese, and the broken file is kept', async ({ home, start }) => {
  const library = join(home, 'library');
  await mkdir(library);
  await writeFile(join(library, 'library.db'), garbage);
  await writeSettings(home, { theme: 'dark', language: 'ja', tileSize: 128 });
  const { page } = await start();
  await expect(page.getByRole('alert')).toContainText('file is not a database', { timeout: 10_000 });
  const startNew = page.getByRole('button', { name: '新しいライブラリを作成' });
  await expect(startNew).toBeFocused();
  await look(page, 'broken-2-japanese');
  await startNew.click();
  await expect(page.getByTestId('empty-state')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('empty-state').getByRole('button', { name: 'フォルダーを追加' })).toBeFocused();
  expect(await keptIn(library)).toEqual([garbage]);
});
