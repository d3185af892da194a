import { expect, test } from 'vitest';
import { captionOf, readCaptionTemplate } from '../../../electron/engine/export/caption-template.ts';

const mika = {
  name: 'Misono Mika',
  aliases: [
    { name: '聖園ミカ', language: 'ja' },
    { name: 'Mika', language: 'en' },
  ],
  outfits: ['winter coat', 'hat'],
  series: ['Blue Archive'],
};
const rei = { name: 'Rei', aliases: [], outfits: [], series: [] };
const captioned = (template: string, characters = [mika, rei], tags: readonly string[] = ['night', 'sketch, rough']) =>
  captionOf({ characters, tags }, readCaptionTemplate(template));

test.each([
  ['{character}', 'Misono Mika, Rei'],
  ['{character:tag}, {series:tag}', 'misono_mika, rei, blue_archive'],
  ['{alias:ja}', '聖園ミカ, Rei'],
  ['{alias:en:tag}', 'mika, rei'],
  ['{ALIAS}', '聖園ミカ, Rei'],
  ['1girl, {tags}, 1girl', '1girl, night, sketch rough'],
  ['{character:tag}_({series:tag})', 'misono_mika_(blue_archive)'],
  ['wearing {outfit}', 'wearing winter coat, wearing hat'],
  [' , {outfit} , ', 'winter coat, hat'],
])('%s makes %s', (template, caption) => {
  expect(captioned(template)).toBe(caption);
});

test('without anybody in it, a picture has its tags and the words of the template', () => {
  expect(captioned('{character}, {series}, {tags}, art', [], ['night'])).toBe('night, art');
});

test.each([['{nobody}'], ['{character:ja}'], ['{character'], ['a}'], [''], [' , '], ['{alias:1}'], ['{constructor}']])(
  'the template %s is told to be wrong',
  (template) => {
    expect(() => readCaptionTemplate(template)).toThrow(expect.objectContaining({ code: 'bad-template' }));
  },
);
