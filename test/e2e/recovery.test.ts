import { expect, enginePids, folderOf, test, untilUpToDate } from './dramatis.ts';

test('an engine that is killed comes back, with everything that was named', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilUpToDate(page);
  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: 'Name of the group' }).fill('Sylvie');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: /^Sylvie,/ })).toBeVisible();

  const [engine = 0] = await enginePids(home);
  process.kill(engine, 'SIGKILL');

  await expect.poll(() => enginePids(home)).toHaveLength(2);
  await expect(page.getByTestId('error-banner')).toBeHidden();
  // Naming goes through the new engine.
  await page.getByRole('gridcell', { name: /^Sylvie,/ }).focus();
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: 'Name of the group' }).fill('Sylvie II');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: /^Sylvie II,/ })).toBeVisible();
});

test('quitting leaves no engine behind', async ({ home, start }) => {
  const { page, close } = await start();
  await expect(page.getByTestId('empty-state')).toBeVisible();
  const [engine = 0] = await enginePids(home);
  await close();
  await expect.poll(() => isAlive(engine)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // No such process.
  }
}
