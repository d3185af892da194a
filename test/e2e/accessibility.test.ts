import { AxeBuilder } from '@axe-core/playwright';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { openDrawnLibrary, type DrawnLibrary } from '../screens/drawn-library.ts';
import { looksWith } from '../screens/looks.ts';
import { settle } from '../screens/settle.ts';
import { openPageWindow, type PageWindow } from '../support/page-window.ts';

const results = join(import.meta.dirname, '../../test-results');
let home: string;
let library: DrawnLibrary;
let window: PageWindow;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dramatis-reader-'));
  library = await openDrawnLibrary(home);
  window = await openPageWindow();
  window.page.setDefaultTimeout(120_000);
  await window.resize({ width: 1280, height: 720, scale: 1 });
});

test.afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await library[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** One of each kind of view and dialog. `EVERY_STATE=1` looks at all: some ten minutes here, more than the whole check has on a slow machine. */
const usual = new Set([
  ...[
    'groups',
    'groups-menu',
    'group',
    'merge',
    'split',
    'preview',
    'pictures',
    'faceless',
    'compare',
    'search',
    'review',
    'find',
    'rename',
  ],
  ...['export', 'history', 'settings', 'duplicates', 'overview-cast', 'folder-menu'],
]);
const everyState = process.env['EVERY_STATE'] === '1';

/** What colours and words can be wrong in: the rest of a state is the same in every theme and language. */
const ofLook = [
  ...['color-contrast', 'html-has-lang', 'html-lang-valid', 'empty-heading', 'image-alt', 'label', 'link-name'],
  ...['button-name', 'select-name', 'aria-command-name', 'aria-dialog-name', 'aria-input-field-name'],
  ...['aria-progressbar-name', 'aria-toggle-field-name', 'aria-tooltip-name'],
];

const modal = '[aria-modal="true"]';
/** What is in each view, and has been looked at in the first. */
const around = ['aside', '[data-testid="status-bar"]'];

interface Part {
  /** Only these. */
  readonly rules?: string[];
  readonly withoutAround: boolean;
}

/** Of a dialog, if one is open: what is behind it is a view that is looked at by itself. */
async function findings(page: Page, { rules, withoutAround }: Part): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    // One row of tiles is as the next, and one tile as its neighbour.
    .exclude('[role="grid"] [role="row"]:nth-of-type(n + 3)')
    .exclude('[role="row"] [role="gridcell"]:nth-of-type(n + 3)');
  if ((await page.locator(modal).count()) > 0) axe.include(modal);
  else if (withoutAround) for (const part of around) axe.exclude(part);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** The state that is shown, in other colours and words. */
async function change(page: Page, settings: { readonly theme: string; readonly language: string }): Promise<void> {
  await page.evaluate((detail) => globalThis.dispatchEvent(new CustomEvent('dramatis-settings', { detail })), settings);
}

// For what hangs: a view and its dialogs, or the opening of the library before the first.
test.setTimeout(600_000);

/** Where the dialogs of the system lead is the same for the names of all states. */
const named = looksWith({ sample: '', samples: '', names: '', oddNames: '', exports: '' }).filter(
  ({ name }) => everyState || usual.has(name),
);

test('there is a state for each kind of view and dialog', () => {
  expect(named.length).toBeGreaterThanOrEqual(usual.size);
});

// A test each, so that a long run says where it is, and what is wrong with a state as soon as it has been looked at.
for (const [at, { name }] of named.entries())
  test(`axe finds nothing in either theme and language: ${name}`, async () => {
    const { page } = window;
    const state = looksWith(library).find((other) => other.name === name);
    if (!state) throw new Error(`there is no ${name}`);
    const { asks, show, leave } = state;
    await page.goto(library.address({ ...asks, theme: 'light', lang: 'en' }));
    await show(page);
    await settle(page);
    const withoutAround = at > 0 && asks === undefined && !name.startsWith('folder');
    const light = await findings(page, { withoutAround });
    await change(page, { theme: 'dark', language: 'ja' });
    await settle(page);
    const dark = await findings(page, { rules: ofLook, withoutAround });
    await leave?.(page);
    expect({ light, dark, complaints: window.complaints() }).toEqual({ light: [], dark: [], complaints: [] });
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
