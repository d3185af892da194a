import type { Locator, Page } from 'playwright/test';
import { compare } from '../accuracy/group-accuracy.ts';
import type { Hand } from './hand.ts';
import type { LabelledCast } from './labelled-cast.ts';
import type { LibraryFile, StoredFace } from './library-file.ts';

/** What the tasks are done with. */
export interface Desk {
  readonly hand: Hand;
  readonly page: Page;
  readonly file: LibraryFile;
  readonly cast: LabelledCast;
}

export interface Group {
  readonly id: number;
  readonly faces: readonly StoredFace[];
  /** The character that most of its faces are of. */
  readonly who: string;
  readonly name: string | undefined;
  /** Share of its faces that are of that character. */
  readonly purity: number;
}

export const cardOf = (page: Page, id: number): Locator => page.locator(`[data-character-id="${id}"]`);
export const cards = (page: Page): Locator => page.getByTestId('group-card');
export const dialog = (page: Page): Locator => page.getByRole('dialog');

export function whoIs({ cast }: Pick<Desk, 'cast'>, { file }: StoredFace): string {
  return cast.identities.get(file) ?? '';
}

/** Largest first. */
export function groupsOf(desk: Desk): Group[] {
  const names = desk.file.names();
  const groups = [...Map.groupBy(desk.file.faces(), ({ character }) => character)].flatMap(([id, faces]) => {
    if (id === null) return [];
    const [who, most] = mostOf(faces.map((face) => whoIs(desk, face)));
    return [{ id, faces, who, purity: most / faces.length, name: names.get(id) }];
  });
  return groups.sort((a, b) => b.faces.length - a.faces.length);
}

export function mostOf(values: readonly string[]): [value: string, times: number] {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, { length }]) => [value, length] as const);
  const [value, times] = counts.toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return [value, times];
}

/** B³ F1 of all groups; a face without one is alone. */
export function accuracyOf(desk: Desk): number {
  const faces = desk.file.faces();
  return faces.length === 0 ? 0 : f1Of(desk, faces);
}

/** The same over all pictures: one in which no face was found is alone, so that it is no merit to find only the easy ones. */
export function accuracyOfPictures(desk: Desk): number {
  const faces = desk.file.faces();
  const found = new Set(faces.map(({ file }) => file));
  const missed = [...desk.cast.identities.keys()].filter((file) => !found.has(file));
  return f1Of(desk, [...faces, ...missed.map((file, at) => ({ file, character: null, id: beyondFaces + at }))]);
}

/** No face has such a number. */
const beyondFaces = 1e9;

function f1Of(desk: Desk, faces: readonly StoredFace[]): number {
  return compare(
    faces.map((face) => whoIs(desk, face)),
    faces.map(({ id, character }) => character ?? -id),
  ).f1;
}

/** On the card of a group, wherever it is in the list. */
export async function clickCard(desk: Desk, id: number, modifiers: 'ControlOrMeta'[] = []): Promise<void> {
  await bringIntoSight(desk, id);
  await desk.hand.click(cardOf(desk.page, id), modifiers);
}

/** By the wheel, where the card is above or below what is seen. */
export async function bringIntoSight({ page }: Pick<Desk, 'page'>, id: number): Promise<void> {
  await page.getByRole('grid').hover();
  for (const [steps, by] of [
    [1, -100_000],
    [60, 400],
  ] as const)
    for (let step = 0; step < steps && (await cardOf(page, id).count()) === 0; step += 1) {
      await page.mouse.wheel(0, by);
      await page.waitForTimeout(100);
    }
}

/** The app has nothing more to do. */
export async function untilIdle({ page }: Pick<Desk, 'page'>): Promise<void> {
  await page.waitForTimeout(400);
  await page.getByTestId('status-bar').getByText('Up to date').waitFor();
}

/** From whatever view, by the keyboard. */
export async function toGroups({ hand, page }: Desk): Promise<void> {
  for (let time = 0; time < 4 && !(await cards(page).first().isVisible()); time += 1) {
    await hand.press('Escape');
    await page.waitForTimeout(300);
  }
  await cards(page).first().waitFor();
}
