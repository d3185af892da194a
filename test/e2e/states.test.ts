import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, folderOf, look, test, untilIndexed, writeSettings } from './dramatis.ts';

/** So much to do that a fast machine is still at it when the test looks. A few bytes more make another file of it, of the same pixels. */
async function copiesOf(pictures: readonly string[], folder: string, times: number): Promise<number> {
  for (const picture of pictures)
    for (let copy = 1; copy <= times; copy += 1) {
      const bytes = Buffer.concat([await readFile(picture), Buffer.from(`copy ${copy}`)]);
      await writeFile(join(folder, `${copy}-${basename(picture)}`), bytes);
    }
  return pictures.length * times;
}

test('every state of the window reads well, for people and for screen readers', async ({ home, sprites, start }) => {
  const cast = [...sprites.sylvie, ...sprites.eileen, ...sprites.lucy];
  const art = await folderOf(home, cast);
  const more = await copiesOf(cast, art, 4);
  const { page, answerDialog } = await start();

  await expect(page.getByTestId('empty-state')).toBeVisible();
  await look(page, '1-empty');

  await answerDialog(art);
  await page.getByRole('button', { name: 'Add a folder' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await look(page, '2-indexing');

  await untilIndexed(page, cast.length + more);
  await look(page, '3-groups');

  await page.getByTestId('group-card').first().click();
  await expect(page.getByTestId('face-tile').first()).toBeVisible();
  await look(page, '4-one-group');

  await page.getByTestId('face-tile').first().focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: /^Preview of/ })).toBeVisible();
  await look(page, '5-preview');
  await page.keyboard.press('Escape');

  await answerDialog(sprites.sylvie[0] ?? '');
  await page.getByRole('button', { name: 'Find by sample' }).click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await expect(page.getByRole('grid', { name: 'Matching faces' })).toBeVisible();
  await look(page, '6-find');
});

test('a sample that is no picture is answered in words', async ({ home, sprites, start }) => {
  const { page, answerDialog } = await start(await folderOf(home, sprites.sylvie.slice(0, 2)));
  const notes = join(home, 'notes.png');
  await writeFile(notes, 'This is not a picture.');
  await answerDialog(notes);
  await page.getByRole('button', { name: 'Find by sample' }).click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await expect(page.getByRole('alert')).toContainText('cannot be read as a picture');
  await look(page, '7-error');
});

test('settings of an earlier run hold: Japanese, dark, small', async ({ home, sprites, start }) => {
  await writeSettings(home, { theme: 'dark', language: 'ja', tileSize: 96 });
  const { app, page } = await start(await folderOf(home, sprites.sylvie));
  await expect(page.getByTestId('group-card').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  const shell = await app.evaluate(({ Menu, nativeTheme }) => ({
    dark: nativeTheme.shouldUseDarkColors,
    menu: Menu.getApplicationMenu()?.items.map(({ label }) => label),
  }));
  expect(shell).toEqual({ dark: true, menu: ['ファイル', '編集', '表示', 'ウィンドウ', 'ヘルプ'] });
  await look(page, '8-japanese-dark');
});

test('the window opens where it was closed, at its size', async ({ start }) => {
  const wanted = { x: 60, y: 40, width: 901, height: 655 };
  const first = await start();
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), wanted);
  await first.close();
  const second = await start();
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual(wanted);
});

test('a second start on the same library raises the window that is open, adds its folder there, and shows one that was there', async ({
  home,
  sprites,
  start,
}) => {
  const { app, page } = await start();
  await expect(page.getByTestId('empty-state')).toBeVisible();
  const art = await folderOf(home, sprites.sylvie.slice(0, 1));
  // What the system does when the program is started once more, as a jump list does it too.
  const startAgain = (folder: string) =>
    app.evaluate(({ app: electron }, path) => {
      electron.emit('second-instance', {}, [], '', { folders: [path] });
    }, folder);
  await startAgain(art);
  await expect(page.getByTestId('folder-row')).toContainText('1 picture');
  await startAgain(await folderOf(join(home, 'more'), sprites.eileen.slice(0, 1)));
  await expect(page.getByTestId('folder-row')).toHaveCount(2);
  await expect(page.getByTestId('folder-chip')).toHaveCount(0);
  await startAgain(art);
  await expect(page.getByTestId('folder-chip')).toHaveAttribute('title', art);
});
