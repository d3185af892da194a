import { expect, folderOf, groupNamed, look, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

test('a library is grouped again by a slider, after a look at what would change, and as before by undo', async ({
  home,
  sprites,
  start,
}) => {
  const cast = [...sprites.sylvie, ...sprites.eileen, ...sprites.lucy];
  const { page } = await start(await folderOf(home, cast));
  await untilIndexed(page, cast.length);
  await nameFirstGroup(page, 'The one I named');
  const cards = page.getByTestId('group-card');
  const before = await cards.count();

  await page.keyboard.press('ControlOrMeta+Shift+g');
  const preview = page.getByTestId('regroup-preview');
  await expect(preview).toContainText('grouped like this now');
  await look(page, '41-regroup');
  const slider = page.getByTestId('regroup-slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '15 steps stricter than usual');
  await expect(preview).not.toContainText('grouped like this now');
  await look(page, '42-regroup-stricter');
  const apply = page.getByRole('button', { name: 'Regroup', exact: true });
  await expect(apply).toBeEnabled();
  await apply.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(groupNamed(page, 'The one I named')).toBeVisible();

  await page.getByTestId('toast').filter({ hasText: 'Regrouped' }).getByRole('button', { name: 'Undo' }).click();
  await expect(cards).toHaveCount(before);
  await page.keyboard.press('ControlOrMeta+Shift+g');
  await expect(slider).toHaveAttribute('aria-valuetext', 'As usual');
});
