import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import {
  chooseInFileMenu,
  expect,
  folderOf,
  groupNamed,
  look,
  nameFirstGroup,
  test,
  untilIndexed,
} from './dramatis.ts';

/** The same picture with a square painted over, under the name of a version. */
async function paintVersion(picture: string, art: string): Promise<string> {
  const { width, height } = await sharp(picture).metadata();
  const side = Math.round(Math.min(width, height) / 6);
  const spot = await sharp({ create: { width: side, height: side, channels: 3, background: '#d02090' } })
    .png()
    .toBuffer();
  const version = join(art, `${basename(picture, '.png')}_v2.png`);
  await sharp(picture)
    .composite([{ input: spot, left: Math.round(width / 2), top: height - 2 * side }])
    .toFile(version);
  return version;
}

async function openView(page: Page, view: string): Promise<void> {
  await page.locator(`aside [data-view="${view}"]`).first().click();
}

test('a cast: what is said of a character is searched for, names come in, versions lie side by side', async ({
  home,
  sprites: { sylvie, eileen },
  start,
}) => {
  const art = await folderOf(home, [...sylvie, ...eileen]);
  await paintVersion(sylvie[0] ?? '', art);
  const { app, page, answerDialog } = await start(art);
  await untilIndexed(page, sylvie.length + eileen.length + 1);
  await nameFirstGroup(page, 'Sylvie');

  await test.step('the notebook of a character: another name, a series, a tag, stars, a key', async () => {
    await groupNamed(page, 'Sylvie').click();
    await page.getByTestId('about').click();
    for (const [label, text] of [
      ['Other names', 'シルヴィ'],
      ['Series, projects', 'Flower shop'],
      ['Tags', 'main cast'],
    ] as const) {
      await page.getByLabel(label).fill(text);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: `Remove ${text}` })).toBeVisible();
    }
    await page.getByRole('button', { name: '4 stars' }).click();
    await page.getByLabel('Key', { exact: true }).selectOption('1');
    await expect(page.getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true');
    await look(page, '51-notebook');
    await page.getByLabel('Tags').fill('half typed');
    await page.keyboard.press('Escape');
    await page.getByTestId('about').click();
    await expect(page.getByRole('button', { name: 'Remove main cast' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove half typed' })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('an outfit, by key', async () => {
    await page.getByTestId('face-tile').first().click();
    await page.keyboard.press('o');
    await page.getByTestId('outfit-input').fill('apron');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('outfits')).toContainText('apron');
  });

  await test.step('the key of the character gives it faces of others', async () => {
    await page.getByTestId('face-tile').nth(1).click();
    await page.keyboard.press('s');
    await openView(page, 'groups');
    await page.getByTestId('group-card').last().click();
    await page.getByTestId('face-tile').first().click();
    await page.keyboard.press('9');
    await expect(page.getByTestId('toast').filter({ hasText: 'No character has the key 9' })).toBeVisible();
    await page.keyboard.press('1');
    await expect(page.getByTestId('toast').filter({ hasText: 'Moved 1 face to “Sylvie”' })).toBeVisible();
  });

  await test.step('all of it is searched for; what is wrong is marked, and a search is kept', async () => {
    await page.keyboard.press('ControlOrMeta+f');
    const field = page.getByTestId('query-input');
    await field.fill('character:シルヴィ rating>four');
    // Until then the artist is still typing it.
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('search-view').getByRole('alert')).toHaveText('“four” is not a whole number.');
    await field.fill('character:シルヴィ series:"Flower shop" outfit:apron');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('query-chips').getByRole('listitem')).toHaveCount(3);
    await expect(page.getByTestId('search-view').getByRole('status')).toContainText('1 picture');
    await look(page, '52-query');
    await page.getByRole('button', { name: 'Save search' }).click();
    await page.getByLabel('Name of the search').fill('Aprons');
    await page.keyboard.press('Enter');
    await openView(page, 'groups');
    await page.getByRole('button', { name: 'Aprons', exact: true }).click();
    await expect(page.getByTestId('search-view').getByRole('status')).toContainText('1 picture');
  });

  await test.step('an outfit, a series and the search get other names by key, and the search finds what it found', async () => {
    const rename = async (item: Locator, name: string) => {
      // Who came by Tab has the keys of the button; after a click they are the view's.
      await page.keyboard.press('Tab');
      await item.focus();
      await page.keyboard.press('F2');
      await page.getByTestId('name-field').fill(name);
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('name-field')).toHaveCount(0);
    };
    await openView(page, 'groups');
    await groupNamed(page, 'Sylvie').click();
    await rename(page.getByTestId('outfits').getByRole('button', { name: /^apron/ }), 'エプロン');
    await expect(page.getByTestId('outfits').getByRole('button', { name: /^エプロン/ })).toBeFocused();
    await openView(page, 'overview');
    await page.getByRole('radio', { name: 'Series' }).check();
    await rename(page.getByRole('button', { name: 'Flower shop', exact: true }), 'Florist');
    await expect(page.getByTestId('overview-series')).toContainText('Florist');
    await rename(page.getByRole('button', { name: 'Aprons', exact: true }), 'Work');
    await page.getByRole('button', { name: 'Work', exact: true }).click();
    await expect(page.getByTestId('query-input')).toHaveValue('character:シルヴィ series:Florist outfit:エプロン');
    await expect(page.getByTestId('search-view').getByRole('status')).toContainText('1 picture');
  });

  await test.step('names of a table come in after a report', async () => {
    const table = join(home, 'names.csv');
    await writeFile(table, ['file,character', ...eileen.map((path) => `${basename(path)},Eileen`)].join('\n'));
    await chooseInFileMenu(app, 'Import Names…');
    await answerDialog(table);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByTestId('import-row')).toHaveCount(1);
    await look(page, '53-import');
    await page.getByTestId('import-apply').click();
    await expect(page.getByTestId('import-done')).toContainText(/\d+ faces? ha(s its|ve their) names? now/u);
    await page.keyboard.press('Escape');
    await openView(page, 'groups');
    await expect(groupNamed(page, 'Eileen')).toBeVisible();
  });

  await test.step('what is of other pictures says so, file by file', async () => {
    const table = join(home, 'others.csv');
    await writeFile(table, ['file,character', ...[1, 2, 3, 4].map((at) => `elsewhere${at}.png,Nina`)].join('\n'));
    await chooseInFileMenu(app, 'Import Names…');
    await answerDialog(table);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByTestId('import-report')).toContainText('None of its pictures were found');
    await expect(page.getByTestId('import-problems').getByText('elsewhere4.png')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a version lies beside its picture, with what differs', async () => {
    await openView(page, 'duplicates');
    const stack = page.getByTestId('stack').filter({ hasText: '_v2' });
    await stack.getByRole('button', { name: 'Compare' }).click();
    const compare = page.getByTestId('compare');
    await expect(compare.getByTestId('different-spot')).not.toHaveCount(0);
    await expect(compare.getByRole('status').first()).toContainText(/Differs in \d+ places?/u);
    await look(page, '54-differences');
    await page.keyboard.press('d');
    await expect(compare.getByTestId('different-spot')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });
});
