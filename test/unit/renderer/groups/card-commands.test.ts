import { describe, expect, it } from 'vitest';
import { cardMenu, cardTools } from '../../../../renderer/groups/card-commands.ts';

describe('what group cards offer', () => {
  it('has looking first, then what changes groups, then what is about their files', () => {
    expect(cardMenu).toEqual([
      ['open', 'preview', 'find'],
      ['name', 'merge', 'splitUp', 'hide', 'notAFace', 'favourite'],
      ['selectAll', 'copyPaths', 'renameFiles', 'exportNames'],
    ]);
  });

  it('has the tools in the order of the menu', () => {
    expect(cardTools).toEqual(['merge', 'hide', 'notAFace', 'renameFiles', 'exportNames']);
  });
});
