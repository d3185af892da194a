import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { openDrawnLibrary, type DrawnLibrary } from '../screens/drawn-library.ts';
import { openPageWindow, type PageWindow } from '../support/page-window.ts';

const results = join(import.meta.dirname, '../../test-results');
let home: string;
let library: DrawnLibrary;
let window: PageWindow;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dramatis-reader-'));
  library = await openDrawnLibrary(home);
  window = await openPageWindow();
  window.page.setDefaultTimeout(30_000);
  await window.resize({ width: 1280, height: 720, scale: 1 });
});

test.afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await library[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

test('a screen reader hears of each group and face in the grids who it is', async () => {
  const { page } = window;
  await page.goto(library.address({ theme: 'light', lang: 'en' }));
  await page.getByTestId('group-card').first().waitFor();
  const groups = page.getByRole('grid', { name: 'Groups' });
  const groupsTree = await groups.ariaSnapshot();
  await expect(groups).toMatchAriaSnapshot(`
    - grid "Groups":
      - row:
        - gridcell /Mika, \\d+ faces, \\d+ pictures, named by you/
        - gridcell /.+, \\d+ faces, \\d+ pictures, named by you/
  `);
  await page.getByTestId('group-card').first().click();
  const faces = page.getByRole('grid', { name: 'Faces of Mika' });
  await expect(faces.getByRole('gridcell').first()).toHaveAccessibleName(/^Face in/);
  const facesTree = await faces.ariaSnapshot();
  await expect(faces).toMatchAriaSnapshot(`
    - grid "Faces of Mika":
      - row:
        - rowheader /Suggestions/
      - row:
        - gridcell /Face in .+\\.png/
  `);
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'grid-tree.yml'), `${groupsTree}\n${facesTree}\n`);
});
