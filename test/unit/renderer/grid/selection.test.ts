import { describe, expect, it } from 'vitest';
import { Selection } from '../../../../renderer/grid/selection.svelte.ts';

const plain = { ctrl: false, shift: false };
const ctrl = { ctrl: true, shift: false };
const shift = { ctrl: false, shift: true };
const idAt = (index: number): number | null => (index < 8 ? index + 100 : null);

describe('Selection', () => {
  it('holds what was clicked last', () => {
    const selection = new Selection<number>();
    selection.choose(1, plain, 0, idAt);
    selection.choose(3, plain, 1, idAt);
    expect([...selection.ids]).toEqual([103]);
  });

  it('adds and takes away with Ctrl', () => {
    const selection = new Selection<number>();
    selection.choose(1, plain, 0, idAt);
    selection.choose(3, ctrl, 1, idAt);
    selection.choose(1, ctrl, 3, idAt);
    expect([...selection.ids]).toEqual([103]);
  });

  it('reaches with Shift from where the artist came, in both directions', () => {
    const selection = new Selection<number>();
    selection.choose(4, shift, 3, idAt);
    selection.choose(5, shift, 4, idAt);
    expect([...selection.ids]).toEqual([103, 104, 105]);
    selection.choose(2, shift, 5, idAt);
    expect([...selection.ids]).toEqual([102, 103]);
  });

  it('leaves out faces that have not been loaded', () => {
    const selection = new Selection<number>();
    selection.choose(6, plain, 0, idAt);
    selection.choose(9, shift, 6, idAt);
    expect([...selection.ids]).toEqual([106, 107]);
  });

  it('adds a range with Ctrl and Shift', () => {
    const selection = new Selection<number>();
    selection.choose(1, plain, 0, idAt);
    selection.choose(4, ctrl, 1, idAt);
    selection.choose(6, { ctrl: true, shift: true }, 4, idAt);
    expect([...selection.ids]).toEqual([101, 104, 105, 106]);
  });

  it('follows a rubber band, which lets go of what it leaves', () => {
    const selection = new Selection<number>();
    selection.set([101]);
    selection.beginSweep(true);
    selection.sweep([103, 104]);
    selection.sweep([103]);
    expect([...selection.ids]).toEqual([101, 103]);
    selection.beginSweep(false);
    selection.sweep([105]);
    expect([...selection.ids]).toEqual([105]);
  });
});
