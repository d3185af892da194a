import { accuracyOf, untilIdle, whoIs, type Desk } from './desk.ts';

/** B³ F1 at which the artist stops. */
export const enough = 0.95;
const mostQuestions = 300;

/** Answers "same character?" truthfully for the two faces that stand for the sides. */
export async function answerQuestions(desk: Desk): Promise<void> {
  const { hand, page } = desk;
  await hand.click(page.getByRole('button', { name: /^Same character\?/ }));
  const question = page.getByTestId('review-question');
  const roundEnd = page.getByTestId('round-end');
  for (let asked = 0; asked < mostQuestions && accuracyOf(desk) < enough; asked += 1) {
    await question.or(roundEnd).or(page.getByTestId('review-end')).first().waitFor();
    if (await roundEnd.isVisible()) {
      // Its button has the focus: another round.
      await hand.press('Enter');
      await roundEnd.waitFor({ state: 'hidden' });
    }
    if (!(await question.isVisible())) return;
    const id = (await question.getAttribute('data-question')) ?? '';
    await hand.press(isSame(desk, id) ? 'y' : 'n');
    await page.waitForFunction(
      (before) => document.querySelector('[data-question]')?.getAttribute('data-question') !== before,
      id,
    );
    await untilIdle(desk);
  }
}

/** `id`: what it is about, the face of either side, and more. */
function isSame(desk: Desk, id: string): boolean {
  const [, left, right] = id.split('-').map(Number);
  const known = new Map(desk.file.faces().map((face) => [face.id, whoIs(desk, face)]));
  return known.get(left ?? 0) === known.get(right ?? 0);
}
