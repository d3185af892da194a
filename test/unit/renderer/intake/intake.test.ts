import { describe, expect, it } from 'vitest';
import { intakeOf } from '../../../../renderer/intake/intake.ts';

const file = (name: string): File => new File(['picture'], name, { type: 'image/png' });
const onDisk = ({ name }: File): string => `/art/${name}`;

describe('intakeOf', () => {
  it('takes dropped folders to add and the first picture as the sample', async () => {
    const items = [
      { file: file('sprites'), folder: true },
      { file: file('a.png'), folder: false },
      { file: file('b.png'), folder: false },
    ];
    expect(await intakeOf(items, onDisk)).toEqual({ folders: ['/art/sprites'], sample: { path: '/art/a.png' } });
  });

  it('sends the bytes of a picture that is on no disk', async () => {
    const { sample } = await intakeOf([{ file: file('from-browser.png'), folder: false }], () => '');
    expect(sample).toEqual({ bytes: new TextEncoder().encode('picture'), name: 'from-browser.png' });
  });

  it('takes nothing from an empty drop', async () => {
    expect(await intakeOf([], onDisk)).toEqual({ folders: [], sample: null });
  });
});
