import { expect, test } from 'vitest';
import { considerUpdates } from '../../../electron/main/updates/consider-updates.ts';

/** What happens at a start, in order, where the artist would say `says`. */
async function startWith(answer: boolean | null, says: boolean): Promise<string[]> {
  const done: string[] = [];
  await considerUpdates({
    answer,
    ask: async () => {
      done.push('ask');
      return says;
    },
    keep: (kept) => done.push(`keep ${kept}`),
    look: async () => void done.push('look'),
  });
  return done;
}

test.each([
  ['never asked, and wants it', null, true, ['ask', 'keep true', 'look']],
  ['never asked, and does not', null, false, ['ask', 'keep false']],
  ['has said yes', true, false, ['look']],
  ['has said no', false, true, []],
] as const)('an artist who was %s', async (_case, answer, says, happens) => {
  expect(await startWith(answer, says)).toEqual(happens);
});
