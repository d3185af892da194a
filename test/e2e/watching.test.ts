import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, folderOf, groupNamed, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

/** What the app promises: a change on disk shows in the window within two seconds. */
const promiseMs = 2_000;

test.describe('a watched folder', () => {
  test('shows a new picture within two seconds', async ({ home, sprites, start }) => {
    const [late = '', ...early] = sprites.sylvie;
    const art = await folderOf(home, early);
    const { page } = await start(art);
    await untilIndexed(page, early.length);
    await within(
      promiseMs,
      () => cp(late, join(art, 'late.png')),
      () => untilIndexed(page, sprites.sylvie.length),
    );
  });

  test('lets a deleted picture go within two seconds', async ({ home, sprites, start }) => {
    const art = await folderOf(home, sprites.sylvie);
    const { page } = await start(art);
    await untilIndexed(page, sprites.sylvie.length);
    await within(
      promiseMs,
      () => rm(join(art, 'sylvie blue smile.png')),
      () => untilIndexed(page, sprites.sylvie.length - 1),
    );
  });

  test('shows within two seconds that a picture has changed into another one', async ({ home, sprites, start }) => {
    const [first = '', second = ''] = sprites.sylvie;
    const [other = ''] = sprites.lucy;
    const art = await folderOf(home, [first, second]);
    await cp(first, join(art, 'work in progress.png'));
    const { page } = await start(art);
    await untilIndexed(page, 2); // Two copies of one picture are one picture.
    await within(
      promiseMs,
      () => cp(other, join(art, 'work in progress.png')),
      () => untilIndexed(page, 3),
    );
  });

  test('follows a moved picture within two seconds, name and all', async ({ home, sprites, start }) => {
    const art = await folderOf(home, sprites.sylvie);
    const { page } = await start(art);
    await untilIndexed(page, sprites.sylvie.length);
    await nameFirstGroup(page, 'Sylvie');
    await groupNamed(page, 'Sylvie').click();
    const faces = page.getByRole('grid', { name: 'Faces of Sylvie' }).getByRole('gridcell');
    await expect(faces).not.toHaveCount(0);
    const before = await faces.count();

    const [, file = ''] = /^Face in (.*\.png)/.exec((await faces.first().getAttribute('aria-label')) ?? '') ?? [];
    await mkdir(join(art, 'sorted'));
    await within(
      promiseMs,
      () => rename(join(art, file), join(art, 'sorted', 'renamed.png')),
      () => expect(page.getByRole('gridcell', { name: /^Face in renamed\.png/ })).toBeVisible(),
    );
    await expect(faces).toHaveCount(before);
  });
});

/** Does something on disk, and measures how long the window takes to show it. */
async function within(limitMs: number, change: () => Promise<unknown>, shown: () => Promise<unknown>): Promise<void> {
  await change();
  const start = performance.now();
  await shown();
  const elapsed = Math.round(performance.now() - start);
  test.info().annotations.push({ type: 'elapsed', description: `${elapsed} ms` });
  expect(elapsed).toBeLessThan(limitMs);
}
