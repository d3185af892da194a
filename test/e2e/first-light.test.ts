import { expect, folderOf, groupNamed, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

test('the cast of a folder shows as groups, takes a name, and has it again after a restart', async ({
  home,
  sprites,
  start,
}) => {
  const first = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(first.page, sprites.sylvie.length);
  await nameFirstGroup(first.page, 'Sylvie');
  await first.close();

  const second = await start();
  await expect(groupNamed(second.page, 'Sylvie')).toBeVisible();
  await groupNamed(second.page, 'Sylvie').click();
  const faces = second.page.getByRole('grid', { name: 'Faces of Sylvie' }).getByRole('gridcell');
  await expect(faces.first()).toHaveAccessibleName(/sylvie (blue|green)/);
});

test('a name goes on undo, and comes back on redo', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await nameFirstGroup(page, 'Sylvie');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(groupNamed(page, 'Sylvie')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(groupNamed(page, 'Sylvie')).toBeVisible();
});

test('a sample finds pictures of its character before all others', async ({ home, sprites, start }) => {
  const [sample = '', ...others] = sprites.sylvie;
  const { page, answerDialog } = await start(await folderOf(home, [...others, ...sprites.lucy]));
  await untilIndexed(page, others.length + sprites.lucy.length);

  await answerDialog(sample);
  await page.getByRole('button', { name: 'Find by sample' }).click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();

  const results = page.getByRole('grid', { name: 'Matching faces' });
  await expect(results.getByRole('rowheader', { name: 'Same character' })).toBeVisible();
  for (const best of [0, 1, 2]) {
    await expect(results.getByRole('gridcell').nth(best)).toHaveAccessibleName(/sylvie/);
  }
});
