import {
  bringIntoSight,
  cardOf,
  clickCard,
  dialog,
  groupsOf,
  toGroups,
  untilIdle,
  whoIs,
  type Desk,
  type Group,
} from './desk.ts';
import { arrangeParts } from './split-parts.ts';

/** Faces of the two characters of a group that somebody has mixed up. */
const wanted = [18, 12] as const;
const pure = 0.9;
const mostPasses = 5;

interface Mixed {
  readonly id: number;
  readonly who: readonly [string, string];
}

/** Puts two characters that the app has told apart into one group: about 30 faces. Not the artist's work, so it does not count. */
export async function mixTwo(desk: Desk): Promise<Mixed> {
  const { page } = desk;
  await toGroups(desk);
  const [one, other] = twoOf(groupsOf(desk));
  for (const { id } of [one, other]) {
    await bringIntoSight(desk, id);
    await cardOf(page, id).click({ modifiers: ['ControlOrMeta'] });
  }
  await page.keyboard.press('m');
  await dialog(page).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await untilIdle(desk);
  const mixed = groupsOf(desk).find(({ faces }) => faces.some(({ id }) => id === one.faces[0]?.id));
  if (!mixed || mixed.faces.length < one.faces.length + other.faces.length)
    throw new Error('the two groups are not one');
  return { id: mixed.id, who: [one.who, other.who] };
}

function twoOf(groups: readonly Group[]): [Group, Group] {
  const possible = groups.filter(({ name, purity }) => name === undefined && purity >= pure);
  const pairs = possible.flatMap((one) =>
    possible.filter(({ who }) => who !== one.who).map((other): [Group, Group] => [one, other]),
  );
  const off = (pair: readonly Group[]): number =>
    pair.reduce((sum, { faces }, at) => sum + Math.abs(faces.length - (wanted[at] ?? 0)), 0);
  const [best] = pairs.toSorted((a, b) => off(a) - off(b));
  if (!best) throw new Error('there are no two groups to mix');
  return best;
}

/** Both characters in a group of their own again: by the table of parts, and by hand what that leaves. */
export async function putRight(desk: Desk, { id, who }: Mixed): Promise<void> {
  const { hand, page } = desk;
  await clickCard(desk, id, ['ControlOrMeta']);
  await hand.press('u');
  await dialog(page).waitFor();
  await arrangeParts(desk, who);
  await dialog(page).waitFor({ state: 'hidden' });
  await untilIdle(desk);
  for (let pass = 0; pass < mostPasses; pass += 1) if (!(await mend(desk, who))) return;
}

/** Takes out what is in the other's group, and joins what is scattered; answers whether anything was left to do. */
async function mend(desk: Desk, who: readonly string[]): Promise<boolean> {
  const groups = groupsOf(desk).filter(({ faces }) => faces.some((face) => who.includes(whoIs(desk, face))));
  const homes = who.map((one) => groups.find((group) => group.who === one));
  for (const group of groups) {
    const strangers = group.faces.filter((face) => whoIs(desk, face) !== group.who && who.includes(whoIs(desk, face)));
    if (strangers.length === 0) continue;
    await takeOut(
      desk,
      group,
      strangers.map((face) => face.id),
    );
    return true;
  }
  for (const home of homes) {
    const scattered = groups.filter((group) => group.who === home?.who && group !== home);
    if (!home || scattered.length === 0) continue;
    await join(desk, [home, ...scattered]);
    return true;
  }
  return false;
}

async function takeOut(desk: Desk, group: Group, faces: readonly number[]): Promise<void> {
  const { hand, page } = desk;
  await toGroups(desk);
  await clickCard(desk, group.id);
  for (const face of faces) await hand.click(page.locator(`[data-face-id="${face}"]`), ['ControlOrMeta']);
  await hand.press('s');
  await untilIdle(desk);
}

async function join(desk: Desk, groups: readonly Group[]): Promise<void> {
  const { hand, page } = desk;
  await toGroups(desk);
  for (const { id } of groups) await clickCard(desk, id, ['ControlOrMeta']);
  await hand.press('m');
  await dialog(page).waitFor();
  await hand.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await untilIdle(desk);
}
