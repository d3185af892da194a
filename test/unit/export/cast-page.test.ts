import { expect, test } from 'vitest';
import type { CastCharacter, CastWords } from '../../../electron/engine/export/cast-model.ts';
import { castPage } from '../../../electron/engine/export/cast-page.ts';

const words: CastWords = {
  ...{ locale: 'en', title: 'Moon & <Star>', summary: '2 characters' },
  ...{ nobody: 'Nobody <yet>', moreOutfits: (count: number) => `and ${count} more` },
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
  expect(page).toContain('<h2 dir="auto">Mika &#34;M&#34; &#60;b&#62;</h2>');
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

test('a cast sheet says how many outfits it leaves out, and that it is empty', () => {
  const outfits = (count: number) => Array.from({ length: count }, (_, k) => ({ name: `outfit ${k}`, count: 1 }));
  const six = castPage([{ ...mika, outfits: outfits(6) }], words);
  expect([six.match(/<li>/g)?.length, six.includes('more</li>')]).toEqual([6, false]);
  const forty = castPage([{ ...mika, outfits: outfits(40) }], words);
  expect([forty.match(/<li>/g)?.length, forty.includes('and 35 more</li>')]).toEqual([5, true]);
  expect(castPage([], words)).toContain('<p class="nobody">Nobody &#60;yet&#62;</p>');
});
