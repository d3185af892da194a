import type { Locator, Page } from 'playwright/test';

/** A view, a dialog or a state of the window, and the way to it from a page that has just been opened. */
export interface Look {
  readonly name: string;
  /** What the development server is asked for in the address. */
  readonly asks?: Readonly<Record<string, string>>;
  show(page: Page): Promise<void>;
  /** What it takes to be seen again after the window has another size. */
  again?(page: Page): Promise<void>;
  /** Takes back what `show` did to the library. */
  leave?(page: Page): Promise<void>;
}

export const cards = (page: Page): Locator => page.getByTestId('group-card');
export const faces = (page: Page): Locator => page.getByTestId('face-tile');
export const dialog = (page: Page): Locator => page.getByRole('dialog');
export const press = (page: Page, keys: string): Promise<void> => page.keyboard.press(keys);
export const add: { modifiers: ['ControlOrMeta'] } = { modifiers: ['ControlOrMeta'] };

export async function groups(page: Page): Promise<void> {
  await cards(page).first().waitFor();
}

export async function view(page: Page, name: string): Promise<void> {
  await groups(page);
  await page.locator(`[data-view="${name}"]`).click();
}

export async function group(page: Page): Promise<void> {
  await groups(page);
  await cards(page).first().click();
  await faces(page).first().waitFor();
}

/** The group of two characters, which the drawn library has. */
export async function mixed(page: Page): Promise<void> {
  await groups(page);
  await page.locator('[data-testid="group-card"]:has(.unnamed)').first().focus();
}

export async function twoChosen(page: Page): Promise<void> {
  await groups(page);
  await cards(page).nth(1).click(add);
  await cards(page).nth(2).click(add);
}

export async function preview(page: Page): Promise<void> {
  await group(page);
  await faces(page).nth(1).focus();
  await press(page, 'Space');
  await page.getByTestId('preview').waitFor();
}

export const shown = (page: Page): Locator => page.getByTestId('picture-tile');

export async function pictures(page: Page): Promise<void> {
  await view(page, 'pictures');
  await shown(page).first().waitFor();
}

/** The hover preview beside a tile; a window that changes its size takes it away. */
export async function hover(page: Page): Promise<void> {
  await page.mouse.move(4, 4);
  await faces(page).nth(1).hover();
  await page.mouse.move(0, 2, { steps: 2 });
  await faces(page).nth(1).hover();
  await page.locator('.hover').waitFor();
}

export async function found(page: Page): Promise<void> {
  await groups(page);
  await press(page, 'ControlOrMeta+Shift+F');
  await page.getByTestId('match-tile').first().waitFor();
}

/** In the pictures of colleagues: the second of the switch. */
export async function foundElsewhere(page: Page): Promise<void> {
  await found(page);
  await page.locator('main header').getByRole('radio').nth(1).check();
  await page.getByTestId('find-view').getByRole('listitem').first().waitFor();
}

/** A folder is to get its name in the studio. */
export async function sharing(page: Page): Promise<void> {
  await byKeys(page, 'ControlOrMeta+,');
  const studio = dialog(page).locator('section').last();
  await studio.locator('.head button').click();
  await studio.locator('input').waitFor();
  await studio.locator('form').evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

export async function renames(page: Page): Promise<void> {
  await view(page, 'rename');
  await page.getByTestId('rename-row').first().waitFor();
}

export async function byKeys(page: Page, keys: string): Promise<void> {
  await groups(page);
  await press(page, keys);
  await dialog(page).waitFor();
}

export async function samples(page: Page): Promise<void> {
  await view(page, 'samples');
  await page.getByTestId('samples-view').locator('.primary').click();
  await page.getByTestId('sorting-row').first().waitFor();
}

export async function review(page: Page): Promise<void> {
  await view(page, 'review');
  await page.getByTestId('review-question').waitFor();
}

export const look = (name: string, show: Look['show'], more: Omit<Look, 'name' | 'show'> = {}): Look => ({
  name,
  show,
  ...more,
});
