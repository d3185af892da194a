import { AxeBuilder } from '@axe-core/playwright';
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Locator, type Page } from 'playwright/test';
import { openVirtualDisplay } from '../../build/set-up/display.mjs';
import { packagedApp } from '../support/packaged-app.ts';
import { fetchSprites, type Sprites } from '../support/sprites.ts';

const root = join(import.meta.dirname, '../..');

/** The app, started on a home and a library of its own. */
export interface Dramatis extends AsyncDisposable {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What went wrong in the page: nothing, in a test that passes. */
  readonly complaints: string[];
  /** What the next file or folder dialog answers. */
  answerDialog(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Fixtures {
  /** A new folder that is removed after the test. */
  readonly home: string;
  readonly sprites: Sprites;
  /** Starts the app with these folders; the same home finds the same library again. */
  readonly start: (...folders: string[]) => Promise<Dramatis>;
}

interface WorkerFixtures {
  /** The environment of an app; on Linux each worker has a screen of its own, so that windows take no focus from each other. */
  readonly display: NodeJS.ProcessEnv;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    async ({}, use) => {
      if (process.platform !== 'linux') return use(process.env);
      const opened = await openVirtualDisplay();
      await use(opened.env);
      opened.close();
    },
    { scope: 'worker' },
  ],
  home: async ({}, use) => {
    const home = await newHome();
    await use(home);
    await removeHome(home);
  },
  sprites: async ({}, use) => {
    const sprites = await fetchSprites();
    if (typeof sprites === 'string') base.skip(true, sprites);
    else await use(sprites);
  },
  start: async ({ home, display }, use) => {
    const running: Dramatis[] = [];
    await use(async (...folders) => {
      const dramatis = await launch(home, folders, display);
      running.push(dramatis);
      return dramatis;
    });
    for (const dramatis of running) await dramatis.close();
    expect(running.flatMap(({ complaints }) => complaints)).toEqual([]);
  },
});

export { expect };

/**
 * One window for all tests of the group that this is called in: those that leave it as they found it, or that do not mind. Each of them
 * starts where the one before has ended, or in the new window if it runs alone. `cast`: the pictures in the library; without it, there are none.
 */
export function oneWindow(cast?: (sprites: Sprites) => readonly string[]): () => Dramatis {
  let home: string;
  let dramatis: Dramatis | null = null;
  const here = () => {
    if (!dramatis) throw new Error('The window opens before the first test and closes after the last.');
    return dramatis;
  };
  test.beforeAll(async ({ display }) => {
    home = await newHome();
    const sprites = cast ? await fetchSprites() : null;
    if (typeof sprites === 'string') return test.skip(true, sprites);
    const pictures = sprites && cast ? cast(sprites) : [];
    dramatis = await launch(home, pictures.length > 0 ? [await folderOf(home, pictures)] : [], display);
    if (pictures.length > 0) await untilIndexed(dramatis.page, pictures.length);
  });
  test.afterEach(() => expect(here().complaints.splice(0)).toEqual([]));
  test.afterAll(async () => {
    await dramatis?.close();
    await removeHome(home);
  });
  return here;
}

function newHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dramatis-e2e-'));
}

function removeHome(home: string): Promise<void> {
  return rm(home, { recursive: true, force: true, maxRetries: 5 });
}

async function launch(home: string, folders: readonly string[], display: NodeJS.ProcessEnv): Promise<Dramatis> {
  const app = await _electron.launch({
    executablePath: packagedApp(),
    args: ['--library', join(home, 'library'), ...folders],
    // A home of its own keeps the settings of whoever runs the tests out of it, and the tests out of theirs.
    env: { ...definedIn(display), XDG_CONFIG_HOME: join(home, 'config'), LANGUAGE: 'en', LC_ALL: 'C.UTF-8' },
  });
  const page = await app.firstWindow();
  const complaints = listenForComplaints(page);
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
  return {
    app,
    page,
    complaints,
    close,
    answerDialog: (path) => answerDialog(app, path),
    [Symbol.asyncDispose]: close,
  };
}

/** Playwright takes no variable without a value. */
function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}

/** The system's own dialogs cannot be driven: the answer stands in for the artist's click. */
function answerDialog(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

/** The system's menus cannot be driven either, and get no keys from the tests. */
export function chooseInFileMenu(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate(({ Menu }, wanted) => {
    const [file] = Menu.getApplicationMenu()?.items ?? [];
    file?.submenu?.items.find((item) => item.label === wanted)?.click();
  }, label);
}

/** Writes the settings before the app starts. */
export async function writeSettings(home: string, settings: object): Promise<void> {
  const folder = join(home, 'config/Dramatis');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
}

/** Process ids of the engines that the app has started, oldest first. */
export async function enginePids(home: string): Promise<number[]> {
  const [log] = globSync(join(home, 'config/Dramatis/profiles/*/logs/engine.log'));
  const text = log ? await readFile(log, 'utf8') : '';
  return [...text.matchAll(/engine (\d+) started/g)].map(([, pid]) => Number(pid));
}

/** Keeps a picture of the window for a human to look at; test-results/ is not in git. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'test-results/screenshots', `${name}.png`) });
}

/** Waits until so many pictures are indexed and grouped: how many faces a model finds in them is not this test's matter. */
export async function untilIndexed(page: Page, pictures: number): Promise<void> {
  const counts = page.getByTestId('status-bar').getByText(/^\d+ pictures? · \d+ faces?$/);
  await expect(counts).toHaveText(new RegExp(`^${pictures} pictures? ·`), { timeout: 60_000 });
  await expect(page.getByTestId('status-bar').getByText('Up to date')).toBeVisible({ timeout: 60_000 });
}

/** Names the largest group, by keyboard. */
export async function nameFirstGroup(page: Page, name: string): Promise<void> {
  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: 'Name of the group' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(groupNamed(page, name)).toBeVisible();
}

export function groupNamed(page: Page, name: string): Locator {
  return page.getByRole('gridcell', { name: new RegExp(`^${name}, \\d+ face`) });
}

/** Copies pictures into a new folder of the home, and returns it. */
export async function folderOf(home: string, pictures: readonly string[]): Promise<string> {
  const folder = join(home, 'art');
  await mkdir(folder, { recursive: true });
  for (const picture of pictures) await cp(picture, join(folder, basename(picture)));
  return folder;
}

/** A screenshot for human eyes, and axe's rules for all others. */
export async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
