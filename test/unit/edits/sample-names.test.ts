import { expect, test } from 'vitest';
import { namesOfSamples } from '../../../electron/engine/edits/sample-names.ts';

test.for([
  ['Sylvie.png', 'Sylvie'],
  ['Sylvie 1.png', 'Sylvie'],
  ['2B.png', '2B'],
  ['A2.png', 'A2'],
  ['002.png', '002'],
  ['no ending', 'no ending'],
] as const)('%s alone is a sample of %s', ([file, name]) => {
  expect(namesOfSamples([file])).toEqual(new Map([[file, name]]));
});

test.for([
  ['Sylvie', ['Sylvie.png', 'Sylvie 2.png', 'Sylvie_03.webp', 'Sylvie-4.jpeg', 'Sylvie (5).png']],
  ['Sylvie', ['Sylvie 1.png', 'Sylvie_2.png', 'Sylvie3.png']],
  ['Sylvie', ['Sylvie_001.png', 'Sylvie_002.png', 'Sylvie_002.jpg']],
  ['mika', ['mika0.png', 'mika1.png', 'mika2.png']],
  ['Eva', ['Eva.png', 'Eva-07.png']],
  ['白石 凛', ['白石 凛.png', '白石 凛 10.png']],
] as const)('numbers that count the samples of %s are left out: %s', ([name, files]) => {
  expect([...namesOfSamples(files).values()]).toEqual(files.map(() => name));
});

test.for([
  [['Android 17.png', 'Android 18.png']],
  [['Eva-01.png', 'Eva-02.png']],
  [['A2.png', '2B.png', '9S.png']],
  [['Zero 1.png', 'Zero 3.png']],
] as const)('a number that is part of a name stays: %s', ([files]) => {
  expect([...namesOfSamples(files).values()]).toEqual(files.map((file) => file.replace('.png', '')));
});

test('characters of one folder do not touch each other', () => {
  const files = ['A2.png', 'Android 17.png', 'Android 18.png', 'Mika 1.png', 'Mika 2.png', 'Sylvie.png'];
  const names = ['A2', 'Android 17', 'Android 18', 'Mika', 'Mika', 'Sylvie'];
  expect([...namesOfSamples(files).values()]).toEqual(names);
});
