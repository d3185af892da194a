import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, folderOf, groupNamed, nameFirstGroup, test, untilIndexed, type Fixtures } from './dramatis.ts';

/** What the app promises: a change on disk shows in the window within two seconds. */
const promiseMs = 2_000;
/**
 * Opening a library with these pictures takes several times as long as one change may. Where it takes longer than this many times the promise, the
 * machine is slow, and the change may take as much longer.
 */
const opensWithin = 4;

test.describe('a watched folder', () => {
  test('shows a new picture within two seconds', async ({ home, sprites, start }) => {
    const [late = '', ...early] = sprites.sylvie;
    const art = await folderOf(home, early);
    const { page, limitMs } = await opened(start, art, early.length);
    await within(
      limitMs,
      () => cp(late, join(art, 'late.png')),
      () => untilIndexed(page, sprites.sylvie.length),
    );
  });

  test('lets a deleted picture go within two seconds', async ({ home, sprites, start }) => {
    const art = await folderOf(home, sprites.sylvie);
    const { page, limitMs } = await opened(start, art, sprites.sylvie.length);
    await within(
      limitMs,
      () => rm(join(art, 'sylvie blue smile.png')),
      () => untilIndexed(page, sprites.sylvie.length - 1),
    );
  });

  test('shows within two seconds that a picture has changed into another one', async ({ home, sprites, start }) => {
    const [first = '', second = ''] = sprites.sylvie;
    const [other = ''] = sprites.lucy;
    const art = await folderOf(home, [first, second]);
    await cp(first, join(art, 'work in progress.png'));
    const { page, limitMs } = await opened(start, art, 2); // Two copies of one picture are one picture.
    await within(
      limitMs,
      () => cp(other, join(art, 'work in progress.png')),
      () => untilIndexed(page, 3),
    );
  });

  test('follows a moved picture within two seconds, name and all', async ({ home, sprites, start }) => {
    const art = await folderOf(home, sprites.sylvie);
    const { page, limitMs } = await opened(start, art, sprites.sylvie.length);
    await nameFirstGroup(page, 'Sylvie');
    await groupNamed(page, 'Sylvie').click();
    const faces = page.getByRole('grid', { name: 'Faces of Sylvie' }).getByRole('gridcell');
    await expect(faces).not.toHaveCount(0);
    const before = await faces.count();

    const [, file = ''] = /^Face in (.*\.png)/.exec((await faces.first().getAttribute('aria-label')) ?? '') ?? [];
    await mkdir(join(art, 'sorted'));
    await within(
      limitMs,
      () => rename(join(art, file), join(art, 'sorted', 'renamed.png')),
      () => expect(page.getByRole('gridcell', { name: /^Face in renamed\.png/ })).toBeVisible(),
    );
    await expect(faces).toHaveCount(before);
  });
});

/** Opens the app on a folder, until its pictures are indexed. Answers how long a change may take to show on this machine, milliseconds. */
async function opened(start: Fixtures['start'], art: string, pictures: number) {
  const before = performance.now();
  const { page } = await start(art);
  await untilIndexed(page, pictures);
  return { page, limitMs: Math.max(promiseMs, (performance.now() - before) / opensWithin) };
}

/** Does something on disk, and measures how long the window takes to show it. */
async function within(limitMs: number, change: () => Promise<unknown>, shown: () => Promise<unknown>): Promise<void> {
  await change();
  const start = performance.now();
  await shown();
  const elapsed = Math.round(performance.now() - start);
  test.info().annotations.push({ type: 'elapsed', description: `${elapsed} ms` });
  expect(elapsed).toBeLessThan(limitMs);
}
