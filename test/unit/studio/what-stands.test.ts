import { expect, test } from 'vitest';
import { standingOf, type FaceFact } from '../../../electron/engine/studio/facts/standing.ts';
import { Lineage, survivorOf, type Merge } from '../../../electron/engine/studio/facts/survivors.ts';
import { faceUuid } from '../../../electron/engine/studio/facts/uuid.ts';
import { readAddress } from '../../../electron/engine/studio/server/address.ts';

function merges(...all: readonly (readonly [from: string, into: string])[]): Map<string, Merge> {
  return new Map(all.map(([from, into], order) => [from, { into, order }]));
}

test.each([
  ['A', 'C', merges(['A', 'B'], ['B', 'C'])],
  ['C', 'C', merges(['A', 'B'], ['B', 'C'])],
  // The later merge of a ring stands.
  ['A', 'A', merges(['A', 'B'], ['B', 'A'])],
  ['B', 'A', merges(['A', 'B'], ['B', 'A'])],
  ['D', 'B', merges(['B', 'C'], ['C', 'A'], ['A', 'B'], ['D', 'C'])],
  ['A', 'B', merges(['B', 'C'], ['C', 'A'], ['A', 'B'], ['D', 'C'])],
])('%s lives on in %s', (from, into, all) => {
  expect(survivorOf(from, all)).toBe(into);
});

test('a family is the survivor and all that were merged into it', () => {
  const lineage = new Lineage(merges(['A', 'B'], ['B', 'C'], ['X', 'Y']));
  expect(lineage.family('A').toSorted()).toEqual(['A', 'B', 'C']);
  expect(lineage.family('Z')).toEqual(['Z']);
});

const fact = (order: number, kind: string, value: FaceFact['value'], b = ''): FaceFact => ({ kind, b, value, order });
const itself = (character: string) => character;
const nothing = { confirmed: null, suggested: null, rejected: [], isNoFace: false, box: null, isFigure: false };

test.each<[string, FaceFact[], object]>([
  ['a later rejection', [fact(1, 'confirmed', ['A']), fact(2, 'rejected', [], 'A')], { rejected: ['A'] }],
  ['a later confirmation', [fact(1, 'rejected', [], 'A'), fact(2, 'confirmed', ['A'])], { confirmed: 'A' }],
  ['what was taken away', [fact(1, 'confirmed', ['A']), fact(2, 'confirmed', null)], {}],
  [
    'a rejection of another',
    [fact(2, 'rejected', [], 'B'), fact(1, 'confirmed', ['A'])],
    { confirmed: 'A', rejected: ['B'] },
  ],
  [
    'a confirmation beside a suggestion',
    [fact(1, 'confirmed', ['A']), fact(2, 'suggested', ['B'])],
    { confirmed: 'A' },
  ],
  [
    'a rejection, whenever it was suggested',
    [fact(2, 'suggested', ['A']), fact(1, 'rejected', [], 'A')],
    { rejected: ['A'] },
  ],
  ['the later box', [fact(2, 'manual_box', [1, 2, 3, 4]), fact(1, 'manual_box', null)], { box: [1, 2, 3, 4] }],
  ['that a box is of a figure', [fact(1, 'manual_box', [1, 2, 3, 4, 1])], { box: [1, 2, 3, 4], isFigure: true }],
])('of a face stands %s', (_, facts, expected) => {
  expect(standingOf(facts, itself)).toEqual({ ...nothing, ...expected });
});

test('what is said of a merged character is said of its survivor', () => {
  const facts = [fact(1, 'rejected', [], 'B'), fact(2, 'confirmed', ['A'])];
  expect(standingOf(facts, () => 'B')).toEqual({ ...nothing, confirmed: 'B' });
});

test('the name of a face is a UUIDv5 of its picture and its box in whole pixels', () => {
  const name = faceUuid('ab'.repeat(32), [10.2, 20, 30, 40]);
  expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(faceUuid('ab'.repeat(32), [10, 20.4, 30, 40])).toBe(name);
  expect(faceUuid('ab'.repeat(32), [11, 20, 30, 40])).not.toBe(name);
});

test.each([
  ['postgresql://mia@127.0.0.1:5433/art', false],
  ['postgresql://mia@localhost/art', false],
  ['postgresql://mia@[::1]/art', false],
  ['postgresql:///art?host=/run/postgresql', false],
  ['postgresql://mia@db.studio.example/art', { rejectUnauthorized: true, servername: 'db.studio.example' }],
  ['postgresql://mia@192.168.1.4/art', { rejectUnauthorized: true }],
  ['postgresql://mia@127.0.0.1.example.com/art', { rejectUnauthorized: true, servername: '127.0.0.1.example.com' }],
])('%s is spoken with in plain text only where it is this machine', (url, ssl) => {
  expect(readAddress(url, null, null)).toMatchObject({ database: 'art', ssl });
});

test.each([
  ['postgresql://mia:secret@server/art', 'studio-password-in-address'],
  ['postgresql://server/art?password=secret', 'studio-password-in-address'],
  ['mysql://mia@server/art', 'studio-address'],
  ['server/art', 'studio-address'],
])('%s is refused, and what is said holds no password', (url, code) => {
  const read = () => readAddress(url, null, null);
  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).not.toThrow(/secret/);
});
