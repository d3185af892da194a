import { describe, expect, it } from 'vitest';
import { folderTail, partsOf, stemLength, targetOf } from '../../../../renderer/i18n/shown-paths.ts';

describe('partsOf', () => {
  it('parts folder and name of a path of any system', () => {
    expect(partsOf('/art/ユキ/a.png')).toEqual({ folder: '/art/ユキ/', name: 'a.png' });
    expect(partsOf('D:\\art\\a.png')).toEqual({ folder: 'D:\\art\\', name: 'a.png' });
    expect(partsOf('a.png')).toEqual({ folder: '', name: 'a.png' });
  });
});

describe('folderTail', () => {
  it('keeps the end, which tells folders apart', () => {
    expect(folderTail('/home/mika/art/events/')).toBe('…/art/events');
    expect(folderTail('D:\\projects\\Aster\\concept\\', 1)).toBe('…\\concept');
  });

  it('leaves a short path as it is', () => {
    expect(folderTail('/art/')).toBe('/art');
  });
});

describe('targetOf', () => {
  it('is relative to the own folder where files stay in theirs', () => {
    expect(targetOf({ from: '/art/a.png', to: '/art/Mika/b.png' }, null)).toBe('Mika/b.png');
  });

  it('is relative to the folder that all files go to', () => {
    expect(targetOf({ from: '/art/a.png', to: '/sorted/Mika/b.png' }, '/sorted/')).toBe('Mika/b.png');
    expect(targetOf({ from: 'D:\\art\\a.png', to: 'E:\\sorted\\b.png' }, 'E:\\sorted')).toBe('b.png');
  });

  it('is the whole path where the file goes elsewhere', () => {
    expect(targetOf({ from: '/art/a.png', to: '/other/b.png' }, '/sorted')).toBe('/other/b.png');
  });
});

describe('stemLength', () => {
  it('selects all but the extension', () => {
    expect(stemLength('Mika/a.b.png')).toBe('Mika/a.b'.length);
    expect(stemLength('.hidden')).toBe('.hidden'.length);
  });
});
