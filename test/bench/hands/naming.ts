import type { Page } from 'playwright/test';
import { bringIntoSight, cardOf, cards, dialog, groupsOf, toGroups, untilIdle, type Desk, type Group } from './desk.ts';

/** How many are named. */
const largest = 10;

/** From the empty window on. */
export async function nameFirst(desk: Desk): Promise<void> {
  const { hand, page, cast } = desk;
  await hand.click(page.getByTestId('empty-state').locator('.primary'));
  await page.getByTestId('status-bar').getByText(`${cast.pictures} pictures`).waitFor();
  await untilIdle(desk);
  await cards(page).first().waitFor();
  const [first] = groupsOf(desk);
  if (!first) throw new Error('there is no group');
  await openName(desk, first);
  await finishName(desk, first);
}

/** By the mouse: on the card where it has a button for it, by its menu elsewhere. */
async function openName(desk: Desk, { id }: Group): Promise<void> {
  const { hand, page } = desk;
  const card = cardOf(page, id);
  await bringIntoSight(desk, id);
  const button = card.getByRole('button', { name: 'Name' });
  if ((await button.count()) > 0) return hand.click(button);
  await hand.click(card, [], 'right');
  await hand.click(page.getByRole('menuitem', { name: /^Name/ }));
}

async function finishName(desk: Desk, { who }: Group): Promise<void> {
  const { hand, page } = desk;
  await page.getByTestId('group-name-input').waitFor();
  await hand.type(who);
  await hand.press('Enter');
  await page.waitForTimeout(500);
  // Somebody has the name already: they are one.
  if (await dialog(page).isVisible()) await hand.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await untilIdle(desk);
}

/** The largest groups without a name, by the keyboard. */
export async function nameTen(desk: Desk): Promise<void> {
  const { hand, page } = desk;
  await toGroups(desk);
  for (let named = 0; named < largest; named += 1) {
    const group = await nextUnnamed(desk);
    if (!group) return;
    if ((await focusedCard(page)) === group.id) await hand.press('F2');
    else await openName(desk, group);
    await finishName(desk, group);
  }
}

/** Where the arrows lead to; the largest of all where no card has the keys. */
async function nextUnnamed({ hand, page, ...desk }: Desk): Promise<Group | undefined> {
  const unnamed = groupsOf({ hand, page, ...desk }).filter(({ name }) => name === undefined);
  if ((await focusedCard(page)) === null) await hand.press('Home');
  for (let step = 0; step < 60; step += 1) {
    const id = await focusedCard(page);
    if (id === null) return unnamed[0];
    const here = unnamed.find((group) => group.id === id);
    if (here) return here;
    await hand.press('ArrowRight');
    await page.waitForTimeout(30);
  }
  return unnamed[0];
}

async function focusedCard(page: Page): Promise<number | null> {
  const focused = page.locator('[data-testid="group-card"]:focus');
  return (await focused.count()) > 0 ? Number(await focused.getAttribute('data-character-id')) : null;
}
