import { enginePids, expect, folderOf, groupNamed, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

test('an engine that is killed comes back, with everything that was named', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await nameFirstGroup(page, 'Sylvie');

  const [engine = 0] = await enginePids(home);
  process.kill(engine, 'SIGKILL');

  await expect.poll(() => enginePids(home)).toHaveLength(2);
  await expect(page.getByTestId('error-banner')).toBeHidden();
  await expect(groupNamed(page, 'Sylvie')).toBeVisible();
  // Naming goes through the new engine.
  await nameFirstGroup(page, 'Sylvie II');
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
