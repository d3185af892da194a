import type { Page } from 'playwright/test';
import { dialog, mostOf, whoIs, type Desk } from './desk.ts';

interface Part {
  readonly number: number;
  readonly faces: readonly number[];
}

/** A key moves faces to a part of at most this number. */
const lastNumber = 9;

/** Each of the characters in one part, by the keys of the table; then the group is split. An older app has no table: it splits as it proposes. */
export async function arrangeParts(desk: Desk, who: readonly string[]): Promise<void> {
  const { hand, page } = desk;
  await dialog(page)
    .locator('.primary:enabled')
    .or(dialog(page).getByRole('button', { name: 'Close' }))
    .first()
    .waitFor();
  if ((await page.getByTestId('split-board').count()) === 0) {
    // The button that splits has the focus, or the one that closes where nothing is proposed.
    await hand.press('Enter');
    return;
  }
  const known = new Map(desk.file.faces().map((face) => [face.id, whoIs(desk, face)]));
  const whoOf = (face: number): string => known.get(face) ?? '';
  const homes = homesOf(await readParts(page), who, whoOf);
  for (let number = lastNumber; number >= 1; number -= 1) {
    const part = (await readParts(page)).find((other) => other.number === number);
    if (part) await clearPart(desk, part, homes, whoOf);
  }
  await hand.press('ControlOrMeta+Enter');
}

async function readParts(page: Page): Promise<Part[]> {
  const faces = await page
    .getByTestId('split-part')
    .evaluateAll((parts) =>
      parts.map((part) =>
        [...part.querySelectorAll<HTMLElement>('[data-face]')].map((face) => Number(face.dataset['face'])),
      ),
    );
  return faces.map((of, at) => ({ number: at + 1, faces: of }));
}

/** The part that has most of each character. */
function homesOf(parts: readonly Part[], who: readonly string[], whoOf: (face: number) => string) {
  const counted = (part: Part, one: string): number => part.faces.filter((face) => whoOf(face) === one).length;
  return new Map(
    who.map((one) => [one, parts.toSorted((a, b) => counted(b, one) - counted(a, one))[0]?.number ?? 1] as const),
  );
}

/** Sends the faces of a part home: all of it in one step where it has no other, else one by one. */
async function clearPart(
  { hand, page }: Desk,
  { number, faces }: Part,
  homes: ReadonlyMap<string, number>,
  whoOf: (face: number) => string,
): Promise<void> {
  const tile = (face: number) => page.locator(`[data-face="${face}"]`);
  const [most] = mostOf(faces.map(whoOf));
  for (const [one, home] of homes) {
    const moving = faces.filter((face) => whoOf(face) === one);
    const [first, ...others] = moving;
    if (home === number || first === undefined) continue;
    await hand.click(tile(first));
    if (one === most && moving.length === faces.length) await hand.press('ControlOrMeta+a');
    else for (const face of others) await hand.click(tile(face), ['ControlOrMeta']);
    await hand.press(String(home));
    await page.waitForTimeout(100);
  }
}
