import { expect, test } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { SplitOptions, SplitProposal } from '../../../../electron/contract/api/edits-api.ts';
import type { Character } from '../../../../electron/contract/api/faces-api.ts';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import { SplitBoard } from '../../../../renderer/splitting/split-board.svelte.ts';
import { SplitTable } from '../../../../renderer/splitting/split-table.svelte.ts';

const character = { id: 1, name: 'Mika' } as unknown as Character;
const all = [1, 2, 3, 4, 5, 6] as FaceId[];

/** An engine that puts the last faces into parts of their own. */
function proposal({ parts = 2, faces = all }: SplitOptions): SplitProposal {
  const first = faces.slice(0, faces.length - parts + 1);
  const cut = [first, ...faces.slice(first.length).map((face) => [face])];
  return { parts: cut.map((some) => ({ faces: some, confirmed: 0 })), stays: 0, fewest: 1, most: faces.length };
}

async function opened() {
  const answers: unknown[] = [];
  const asked: SplitOptions[] = [];
  const engine = {
    proposeSplit: async (_id: unknown, options: SplitOptions = {}) => (asked.push(options), proposal(options)),
  };
  const table = new SplitTable(engine, character, (parts) => answers.push(parts));
  await expect.poll(() => table.ready).toBe(true);
  return { table, engine, answers, asked };
}

const columns = ({ parts }: SplitTable) => parts.list.map(({ faces }) => faces);

test('the slider asks for more parts of what the artist has had no hand in, and leaves the rest alone', async () => {
  const { table, asked } = await opened();
  expect(columns(table)).toEqual([[1, 2, 3, 4, 5], [6]]);
  expect([table.fewest, table.most, table.wanted]).toEqual([1, 6, 2]);
  table.move([5 as FaceId], 1);
  expect([table.fewest, table.most]).toEqual([2, 5]);
  table.ask(3);
  await expect.poll(() => table.parts.list.length).toBe(3);
  expect(asked.at(-1)).toEqual({ parts: 2, faces: [1, 2, 3, 4] });
  expect(columns(table)).toEqual([[6, 5], [1, 2, 3], [4]]);
  table.ask(99);
  expect(table.wanted).toBe(table.most);
});

test('what is applied is what is on the table, without the part that stays', async () => {
  const { table, answers } = await opened();
  table.move([1, 2] as FaceId[], null);
  table.apply();
  expect(answers).toEqual([[[6], [1, 2]]]);
});

test('each step of the artist can be taken back, and one part is nothing to apply', async () => {
  const { table, answers } = await opened();
  table.join(1, 0);
  expect([table.canApply, table.canUndo]).toEqual([false, true]);
  table.apply();
  expect(answers).toEqual([]);
  table.undo();
  expect(columns(table)).toEqual([[1, 2, 3, 4, 5], [6]]);
  expect(table.canUndo).toBe(false);
});

test('an engine that fails is told, and the parts stay on the table', async () => {
  const { table, engine } = await opened();
  engine.proposeSplit = () => Promise.reject(new AppError('character-gone', '1'));
  table.ask(4);
  await expect.poll(() => table.error?.code).toBe('character-gone');
  expect(columns(table)).toEqual([[1, 2, 3, 4, 5], [6]]);
});

test('after a face has gone to another part, the keys are on the one that came after it', async () => {
  const { table } = await opened();
  const board = new SplitBoard(table, () => undefined);
  board.focus(2 as FaceId);
  board.move(board.targets(), 1);
  expect(board.active).toBe(3);
  board.choose(4 as FaceId, { ctrl: false, shift: true });
  expect(board.targets()).toEqual([3, 4]);
  board.move(board.targets(), null);
  expect([board.active, columns(table).at(-1)]).toEqual([5, [3, 4]]);
  board.see(1);
  expect([board.order, board.active]).toEqual([[6, 2], 6]);
});
