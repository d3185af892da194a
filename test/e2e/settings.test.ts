import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, folderOf, look, test, untilIndexed } from './dramatis.ts';

const models = join(import.meta.dirname, '../../native-models');

async function openSettings(page: Page): Promise<void> {
  await page.getByTestId('app').waitFor();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  // All processors have been tried.
  await expect(page.getByText(/^Works/).first()).toBeVisible({ timeout: 60_000 });
}

test('settings are changed by keyboard, take effect in the run, and hold at the next start', async ({
  home,
  sprites,
  start,
}) => {
  const first = await start(await folderOf(home, sprites.sylvie.slice(0, 3)));
  await untilIndexed(first.page, 3);
  await openSettings(first.page);
  const threads = first.page.getByLabel('CPU threads');
  await threads.selectOption('1 thread');
  await expect(first.page.getByTestId('status-bar')).toContainText('CPU· 1 thread', { timeout: 30_000 });
  await first.page.getByLabel('Backups of the library', { exact: true }).selectOption('Keep the last 3');
  await first.page.keyboard.press('Escape');
  await expect(first.page.getByRole('dialog')).toHaveCount(0);
  await first.close();
  expect(await readdir(join(home, 'library/backups'))).toHaveLength(1);

  const { page } = await start();
  await openSettings(page);
  await expect(page.getByLabel('CPU threads')).toHaveValue('1');
  await expect(page.getByText(/Last backup: /)).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(async () => expect(await readdir(join(home, 'library/backups'))).toHaveLength(2)).toPass();
});

test('a processor that cannot be used says why, and cannot be chosen', async ({ start }) => {
  test.skip(process.platform !== 'linux', 'DirectML is there on Windows only');
  const { page } = await start();
  await page.getByTestId('empty-state').waitFor();
  await openSettings(page);
  const absent = page.getByRole('radio', { name: /^NVIDIA graphics card CUDA/ });
  await expect(absent).toBeDisabled();
  await expect(
    page.getByText(/is not on this computer|No suitable graphics card|is not installed/).first(),
  ).toBeVisible();
  await expect(page.getByRole('radio', { name: /^CPU/ })).toBeEnabled();
  await expect(page.getByRole('radio', { name: /DirectML/ })).toHaveCount(0);
  await expect(page.getByText(/DirectML/)).toHaveCount(0);
});

test('models are checked before they are used, and look at every picture again', async ({ home, sprites, start }) => {
  const { page, answerDialog } = await start(await folderOf(home, sprites.sylvie.slice(0, 2)));
  await untilIndexed(page, 2);
  await openSettings(page);
  const section = page.getByRole('region', { name: 'Models' });
  const empty = join(home, 'empty');
  await mkdir(empty);
  await answerDialog(empty);
  await section.getByRole('button', { name: 'Choose…' }).click();
  // What comes of a change is said at the foot of the dialog.
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('models.json');

  const mine = join(home, 'mine');
  for (const file of ['detector.onnx', 'photo-detector.onnx', 'embedder.onnx', 'embedder-int8.onnx'])
    await cp(join(models, file), join(mine, file));
  const manifest = JSON.parse(await readFile(join(models, 'models.json'), 'utf8')) as { embedder: { version: string } };
  manifest.embedder.version = 'embedder-of-mine';
  await writeFile(join(mine, 'models.json'), JSON.stringify(manifest));
  await answerDialog(mine);
  await section.getByRole('button', { name: 'Choose…' }).click();
  await expect(section.getByText('embedder.onnx: embedder-of-mine')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await untilIndexed(page, 2);
});

test('settings read well in both languages and both themes', async ({ start }) => {
  const { page } = await start();
  await page.getByTestId('empty-state').waitFor();
  await openSettings(page);
  for (const theme of ['Light', 'Dark'] as const) {
    const appearance = page.getByRole('group', { name: 'Appearance' });
    await appearance.getByRole('radio', { name: theme, exact: true }).check({ force: true });
    await look(page, `settings-en-${theme.toLowerCase()}`);
    await page.getByRole('button', { name: 'Back up now' }).scrollIntoViewIfNeeded();
    await look(page, `settings-en-${theme.toLowerCase()}-end`);
  }
  await page.getByRole('radio', { name: '日本語' }).check({ force: true });
  for (const theme of ['ライト', 'ダーク'] as const) {
    const appearance = page.getByRole('group', { name: '外観' });
    await appearance.getByRole('radio', { name: theme, exact: true }).check({ force: true });
    await look(page, `settings-ja-${theme === 'ライト' ? 'light' : 'dark'}`);
    await page.getByRole('button', { name: '今すぐバックアップ' }).scrollIntoViewIfNeeded();
    await look(page, `settings-ja-${theme === 'ライト' ? 'light' : 'dark'}-end`);
  }
});
