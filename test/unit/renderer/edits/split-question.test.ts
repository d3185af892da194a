import { describe, expect, it } from 'vitest';
import type { SplitProposal } from '../../../../electron/contract/edits-api.ts';
import type { Character } from '../../../../electron/contract/faces-api.ts';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import { SplitQuestion } from '../../../../renderer/edits/questions.svelte.ts';

const character = { id: 1, name: 'Mika' } as unknown as Character;

function proposalOf(...sizes: number[]): SplitProposal {
  const parts = sizes.map((size, part) => ({
    faces: Array.from({ length: size }, (_, at) => (part * 100 + at) as FaceId),
    show: [],
  }));
  return { parts };
}

async function ask(proposal: SplitProposal) {
  const answers: unknown[] = [];
  const question = new SplitQuestion(
    character,
    async () => proposal,
    (parts) => answers.push(parts),
  );
  await expect.poll(() => question.proposal).not.toBeNull();
  return { question, answers };
}

describe('SplitQuestion', () => {
  it('lets the largest part stay, and the others go', async () => {
    const { question, answers } = await ask(proposalOf(3, 2, 1));
    expect(question.mixed).toBe(true);
    question.toggle(2);
    question.accept();
    expect(answers).toEqual([[[100, 101]]]);
  });

  it('says that a group with one part is not mixed', async () => {
    const { question, answers } = await ask(proposalOf(5));
    expect(question.mixed).toBe(false);
    question.cancel();
    expect(answers).toEqual([null]);
  });
});
