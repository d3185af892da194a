import { expect, test } from 'vitest';
import { mergeRegions } from '../../../electron/engine/export/xmp.ts';
import type { SaidOfPicture } from '../../../electron/engine/export/xmp-subjects.ts';

const nothing: SaidOfPicture = { subjects: [], hierarchy: [], rating: 0, favourite: false, note: '' };

const lists = {
  'dc:subject': ['xmlns:dc="http://purl.org/dc/elements/1.1/"', 'Bag'],
  'lr:hierarchicalSubject': ['xmlns:lr="http://ns.adobe.com/lightroom/1.0/"', 'Bag'],
  'digiKam:TagsList': ['xmlns:digiKam="http://www.digikam.org/ns/1.0/"', 'Seq'],
} as const;
type List = keyof typeof lists;
type Words = Partial<Record<List, readonly string[]>>;

/** A sidecar of another program with these words. */
function sidecar(words: Words): string {
  const written = Object.entries(words).map(([list, texts]) => {
    const [, kind] = lists[list as List];
    return `<${list}><rdf:${kind}>${texts.map((text) => `<rdf:li>${text}</rdf:li>`).join('')}</rdf:${kind}></${list}>`;
  });
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
   ${Object.values(lists)
     .map(([namespace]) => namespace)
     .join(' ')}>${written.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

function wordsIn(xmp: string): Words {
  const found = Object.keys(lists).flatMap((list) => {
    const inside = new RegExp(`<${list}[ >].*?</${list}>`, 'su').exec(xmp)?.[0];
    return inside === undefined
      ? []
      : [[list, [...inside.matchAll(/<rdf:li>(.*?)<\/rdf:li>/gu)].map(([, text]) => text)]];
  });
  return Object.fromEntries(found) as Words;
}

const say = (xmp: string, said: Partial<SaidOfPicture>) =>
  mergeRegions(xmp, { width: 8, height: 8, regions: [], ifThere: [], said: { ...nothing, ...said } });

test.each<[string, Words, Partial<SaidOfPicture>, Words]>([
  [
    'without a hierarchy none is made',
    { 'dc:subject': ['old'] },
    { subjects: ['night'] },
    { 'dc:subject': ['old', 'night'] },
  ],
  [
    'a hierarchy of ours has the words of all beside its paths',
    { 'dc:subject': ['old'] },
    { subjects: ['night', 'Series'], hierarchy: ['Series|Mika'] },
    { 'dc:subject': ['old', 'night', 'Series'], 'lr:hierarchicalSubject': ['Series|Mika', 'old', 'night'] },
  ],
  [
    "in another program's hierarchy our words stand by themselves",
    { 'dc:subject': ['Tokyo', 'Places'], 'lr:hierarchicalSubject': ['Places|Tokyo'] },
    { subjects: ['night|day'] },
    { 'dc:subject': ['Tokyo', 'Places', 'night|day'], 'lr:hierarchicalSubject': ['Places|Tokyo', 'night/day'] },
  ],
  [
    "digiKam's own list is completed where it is there",
    { 'dc:subject': ['Ren'], 'lr:hierarchicalSubject': ['People|Ren'], 'digiKam:TagsList': ['People/Ren'] },
    { subjects: ['a/b'], hierarchy: ['Series|Mika'] },
    {
      'dc:subject': ['Ren', 'a/b'],
      'lr:hierarchicalSubject': ['People|Ren', 'Series|Mika', 'a/b'],
      'digiKam:TagsList': ['People/Ren', 'Series/Mika', 'a-b'],
    },
  ],
  [
    "digiKam's own list is completed without a hierarchy, too",
    { 'digiKam:TagsList': ['People/Ren'] },
    { subjects: ['night'] },
    { 'dc:subject': ['night'], 'digiKam:TagsList': ['People/Ren', 'night'] },
  ],
])('every program reads all words, whichever list it goes by: %s', (_name, before, said, after) => {
  const written = say(sidecar(before), said);
  expect(wordsIn(written)).toEqual(after);
  expect(say(written, said)).toBe(written);
  // What is said no more goes, and nothing of others.
  const left = Object.fromEntries(Object.entries(wordsIn(say(written, {}))).filter(([, words]) => words.length > 0));
  expect(left).toEqual(before);
});
