import { describe, expect, it } from 'vitest';
import { faceMenu, faceTools } from '../../../../renderer/faces/face-commands.ts';

describe('what faces offer', () => {
  it('has the answers first, then looking, then what changes faces, then what is about their files', () => {
    expect(faceMenu).toEqual([
      ['accept', 'refuse'],
      ['preview', 'find'],
      ['moveTo', 'split', 'splitUp', 'reject', 'notAFace', 'outfit', 'cover', 'favourite'],
      ['selectAll', 'reveal', 'copyPaths', 'copyPicture', 'renameFiles'],
    ]);
  });

  it('has the tools in the order of the menu', () => {
    expect(faceTools).toEqual(['moveTo', 'split', 'reject', 'notAFace', 'outfit', 'copyPaths', 'renameFiles']);
  });
});
