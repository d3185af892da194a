import { expect, test } from 'vitest';
import type { CastCharacter, CastWords } from '../../../electron/engine/export/cast-model.ts';
import { castPage } from '../../../electron/engine/export/cast-page.ts';

const words: CastWords = {
  ...{ locale: 'en', title: 'Moon & <Star>', summary: '2 characters' },
  counts: (pictures, faces) => `${pictures} pictures, ${faces} faces`,
};
const mika: CastCharacter = {
  ...{ name: 'Mika "M" <b>', otherNames: ['ミカ'], series: ['Moon'], cover: 'data:image/webp;base64,AA==', more: [] },
  ...{ outfits: [{ name: 'Winter', count: 3 }], pictures: 4, faces: 5 },
};

test('a cast sheet tells each character, and nothing that was typed becomes markup', () => {
  const page = castPage([mika, { ...mika, name: 'Ren', cover: null, outfits: [] }], words);
  expect(page.match(/<article>/g)).toHaveLength(2);
  expect(page).toContain('<h1>Moon &#38; &#60;Star&#62;</h1>');
  expect(page).toContain('<h2>Mika &#34;M&#34; &#60;b&#62;</h2>');
  for (const told of ['ミカ', 'Moon', '4 pictures, 5 faces', '<li>Winter <span>3</span></li>'])
    expect(page).toContain(told);
  expect(page.match(/<img/g)).toHaveLength(1);
  expect(page).toContain("default-src 'none'");
});

test('a large cast has small cards', () => {
  const cast = Array.from({ length: 25 }, (_, k) => ({ ...mika, name: `N${k}` }));
  expect(castPage(cast, words)).toContain('<body class="many">');
  expect(castPage(cast.slice(1), words)).toContain('<body class="few">');
});
