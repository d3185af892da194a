import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folded } from '../../../electron/contract/folded.ts';
import { readQuery } from '../../../electron/contract/query/read-query.ts';
import { compileQuery } from '../../../electron/engine/query/compile-query.ts';
import { libraryNames } from '../../../electron/engine/query/library-names.ts';
import { searchSql } from '../../../electron/engine/query/picture-search.ts';
import { openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { printed, searches, type Asked } from '../../support/searches.ts';

// What a search finds is worked out here once more, picture by picture and without SQL, over a library whose names have all that names can
// have: quotes, parentheses, %, _, \, full width, half-width katakana, two normal forms, letters that change their length in lower case.

const names = {
  characters: ['Mika', 'ミカ', 'O"Hara (winter)', '100%_\\', 'İzel', 'Straße', 'がく', 'not', 'ΟΔΟΣ', 'ミカ　聖園'],
  aliases: ['聖園ミカ', 'ﾚｲ', 'Ｒｅｉ', 'and', "d'Arc", 'mika'],
  tags: ['夏', 'sketch', '50%', 'a_b', 'AxB', 'or', 'x"y', 'back\\slash', 'か\u3099', '（wip）'],
  series: ['Blue Archive', 'ブルアカ', 'İzel', 'a/b'],
  outfits: ['winter', 'Winter 2', '水着', 'a/b', 'İ'],
  folders: [
    'cards',
    'イベント',
    'が',
    'か\u3099',
    '100%',
    'a_b',
    'axb',
    'two words',
    'Straße',
    'İ',
    'ΟΔΟΣ',
    "d'Arc",
    'back\\slash',
  ],
  endings: ['png', 'PNG', 'jpg', 'jpeg', 'psd', 'webp'],
};

interface Picture {
  readonly files: readonly { readonly path: string; readonly at: Date }[];
  readonly faces: readonly { readonly of: number | null; readonly outfit: string | null; readonly shown: boolean }[];
  readonly rating: number;
  readonly favourite: boolean;
  readonly tags: readonly string[];
}
interface Someone {
  readonly name: string | null;
  readonly aliases: readonly string[];
  readonly series: readonly string[];
  readonly tags: readonly string[];
}
interface Drawn {
  readonly cast: readonly Someone[];
  readonly pictures: readonly Picture[];
}

/** Numbers by chance that are the same in each run. */
function dice(seed: number) {
  let state = seed;
  const below = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const some = <T>(of: readonly T[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => one(of))),
  ];
  return { below, one, some };
}

function drawn(): Drawn {
  const { below, one, some } = dice(7);
  const someone = (name: string | null): Someone => ({
    name,
    aliases: some(names.aliases, 2),
    series: some(names.series, 2),
    tags: some(names.tags, 1),
  });
  const cast = [...names.characters.map(someone), someone(null), someone(null)];
  const pictures = Array.from({ length: 90 }, (_, picture): Picture => {
    const file = (_each: unknown, copy: number) => ({
      path: `/art/${one(names.folders)}/${one(['', 'sub/'])}${one([...names.characters, ...names.tags, ...names.folders])}-${picture}.${copy}.${one(names.endings)}`,
      at: new Date(2025 + below(2), below(12), 1 + below(28), below(24)),
    });
    const face = () => ({
      of: below(5) === 0 ? null : below(cast.length),
      outfit: below(3) === 0 ? one(names.outfits) : null,
      shown: below(6) > 0,
    });
    return {
      files: Array.from({ length: 1 + (below(4) === 0 ? 1 : 0) }, file),
      faces: Array.from({ length: below(4) }, face),
      rating: below(6),
      favourite: below(4) === 0,
      tags: some(names.tags, 2),
    };
  });
  return { cast, pictures };
}

/** The ids of a picture and of a character are their places, and one more. */
function store(db: Db, { cast, pictures }: Drawn): void {
  const put = (sql: string, ...values: (string | number | null | Buffer)[]) =>
    Number(db.prepare(sql).run(...values).lastInsertRowid);
  put("INSERT INTO folder (path) VALUES ('/art')");
  for (const { name, aliases, series, tags } of cast) {
    const id = put('INSERT INTO character (name, confirmed) VALUES (?, 1)', name);
    for (const alias of aliases) put('INSERT INTO alias (character, name) VALUES (?, ?)', id, alias);
    for (const one of series) put('INSERT INTO character_series VALUES (?, ?)', id, one);
    for (const tag of tags) put('INSERT INTO character_tag VALUES (?, ?)', id, tag);
  }
  for (const [at, { files, faces, rating, favourite, tags }] of pictures.entries()) {
    const id = put("INSERT INTO picture (hash, width, height, indexed_by) VALUES (?, 9, 9, 'x')", Buffer.from(`${at}`));
    for (const file of files)
      put(
        'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (1, ?, 1, ?, 1, ?)',
        ...[file.path, file.at.getTime(), id],
      );
    for (const { of, outfit, shown } of faces) {
      const face = put(
        "INSERT INTO face (picture, x, y, width, height, score, embedding, character) VALUES (?, 0, 0, 9, 9, 1, x'00', ?)",
        ...[id, of === null ? null : of + 1],
      );
      if (!shown) put('INSERT INTO not_a_face VALUES (?)', face);
      if (outfit !== null && of !== null) put('INSERT INTO outfit VALUES (?, ?, ?)', face, of + 1, outfit);
    }
    put('INSERT INTO picture_about VALUES (?, ?, ?, ?)', id, rating, Number(favourite), '');
    for (const tag of tags) put('INSERT INTO picture_tag VALUES (?, ?)', id, tag);
  }
}

const isLike = (wanted: string) => {
  const parts = folded(wanted.trim()).split('*');
  const pattern = new RegExp(
    `^${parts.map((part) => part.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)).join('.*')}$`,
    'su',
  );
  return (name: string) => pattern.test(folded(name));
};

/** Whether the picture is one that is asked for. */
function fits({ cast }: Drawn, picture: Picture, asked: Asked): boolean {
  const shown = picture.faces.filter((face) => face.shown);
  const someone = ({ of }: (typeof shown)[number]) => (of === null ? null : cast[of]!);
  const isCalled = (one: Someone | null, name: string) =>
    one !== null && [...(one.name === null ? [] : [one.name]), ...one.aliases].some(isLike(name));
  switch (asked.kind) {
    case 'and': {
      // What is said of files has to be true of one of them.
      const [ofFiles, others] = [asked.of.filter(isOfFile), asked.of.filter((part) => !isOfFile(part))];
      const oneFile = ofFiles.length === 0 || picture.files.some((file) => ofFiles.every((part) => ofFile(file, part)));
      return oneFile && others.every((part) => fits({ cast, pictures: [] }, picture, part));
    }
    case 'or':
      return asked.of.some((part) => fits({ cast, pictures: [] }, picture, part));
    case 'not':
      return !fits({ cast, pictures: [] }, picture, asked.of);
    case 'text': {
      const wanted = folded(asked.value);
      if (asked.value.trim() === '') return true;
      const inName = (one: Someone | null) =>
        one !== null && [one.name ?? '', ...one.aliases].some((name) => folded(name).includes(wanted));
      return (
        picture.files.some(({ path }) => folded(path).includes(wanted)) || shown.some((face) => inName(someone(face)))
      );
    }
    case 'number': {
      const value = asked.field === 'faces' ? shown.length : picture.rating;
      const { compare, value: wanted } = asked;
      return {
        '>=': value >= wanted,
        '<=': value <= wanted,
        '>': value > wanted,
        '<': value < wanted,
        '=': value === wanted,
      }[compare];
    }
    case 'word':
      if (asked.value === 'favourite') return picture.favourite;
      if (asked.value === 'faceless') return shown.length === 0;
      return shown.some((face) => (someone(face)?.name ?? null) === null);
    case 'date':
      return picture.files.some((file) => ofFile(file, asked));
    default:
  }
  const { value } = asked;
  switch (asked.field) {
    case 'character':
      return shown.some((face) => isCalled(someone(face), value));
    case 'only':
      return shown.length > 0 && shown.every((face) => isCalled(someone(face), value));
    case 'series':
      return shown.some((face) => someone(face)?.series.some(isLike(value)));
    case 'tag':
      return picture.tags.some(isLike(value)) || shown.some((face) => someone(face)?.tags.some(isLike(value)));
    case 'outfit': {
      const worn = shown.flatMap((face) => (face.outfit === null || face.of === null ? [] : [face]));
      const used = picturesOutfits.some(isLike(value));
      const cut = value.lastIndexOf('/');
      if (used || cut < 0) return worn.some((face) => isLike(value)(face.outfit!));
      return worn.some(
        (face) => isLike(value.slice(cut + 1))(face.outfit!) && isCalled(someone(face), value.slice(0, cut)),
      );
    }
    default:
      return picture.files.some((file) => ofFile(file, asked));
  }
}
const picturesOutfits = names.outfits;

/** What is asked and not denied. */
function asksFor(asked: Asked): readonly Asked[] {
  if (asked.kind === 'and' || asked.kind === 'or') return asked.of.flatMap(asksFor);
  return asked.kind === 'not' ? [] : [asked];
}

const isWho = (asked: Asked) =>
  asked.kind === 'name' && ['character', 'only', 'series', 'outfit'].includes(asked.field);
const saysWho = (asked: Asked) =>
  asksFor(asked).some(
    (one) =>
      isWho(one) ||
      (one.kind === 'word' && one.value === 'unnamed') ||
      (one.kind === 'text' && one.value.trim() !== ''),
  );

/** Whether the face is one that the search is about: one of whom it names, else one that its words find, else any. */
function isMeant(library: Drawn, picture: Picture, face: Picture['faces'][number], asked: Asked): boolean {
  // The face alone, in the place of its picture.
  const alone = (one: Asked) => fits(library, { ...picture, files: [], faces: [face], tags: [] }, one);
  if (asked.kind === 'or' && asked.of.some(saysWho))
    return asked.of.some((part) =>
      saysWho(part) ? isMeant(library, picture, face, part) : fits(library, picture, part),
    );
  const all = asksFor(asked);
  const named = all.filter(isWho);
  if (named.length > 0) return named.some(alone);
  if (all.some((one) => one.kind === 'word' && one.value === 'unnamed'))
    return alone({ kind: 'word', value: 'unnamed' });
  const words = all.filter((one) => one.kind === 'text' && one.value.trim() !== '');
  return words.length === 0 || words.some((one) => fits(library, { ...picture, faces: [face] }, one));
}

const isOfFile = (asked: Asked) =>
  asked.kind === 'date' || (asked.kind === 'name' && ['folder', 'name', 'format'].includes(asked.field));

function ofFile({ path, at }: Picture['files'][number], asked: Asked): boolean {
  const parts = path.split('/');
  if (asked.kind === 'date') {
    const text = (n: number, digits: number) => String(n).padStart(digits, '0');
    const day = `${text(at.getFullYear(), 4)}-${text(at.getMonth() + 1, 2)}-${text(at.getDate(), 2)}`;
    const short = day.slice(0, asked.value.length);
    return asked.field === 'date'
      ? short === asked.value
      : asked.field === 'before'
        ? short < asked.value
        : short > asked.value;
  }
  if (asked.kind !== 'name') return false;
  const wanted = folded(asked.value);
  const name = parts.at(-1)!;
  if (asked.field === 'name' && wanted.includes('*'))
    return isLike(asked.value)(name) || isLike(`${asked.value.trim()}.*`)(name);
  if (asked.field === 'name') return folded(name).includes(wanted);
  if (asked.field === 'format') {
    const ending = folded(path.slice(path.lastIndexOf('.') + 1));
    return wanted === 'jpeg' || wanted === 'jpg' ? ['jpg', 'jpeg'].includes(ending) : ending === wanted;
  }
  const folder = `${parts.slice(0, -1).join('/')}/`;
  const inside = wanted.endsWith('/') ? wanted.slice(0, -1) : wanted;
  return inside.startsWith('/') ? folded(folder).startsWith(`${inside}/`) : folded(folder).includes(`/${inside}/`);
}

/** The ids of the faces that a search means. Ids are given in the order of the pictures. */
function facesOf(library: Drawn, asked: Asked): number[] {
  const meant: number[] = [];
  let id = 0;
  for (const picture of library.pictures)
    for (const face of picture.faces) {
      id += 1;
      if (face.shown && fits(library, picture, asked) && isMeant(library, picture, face, asked)) meant.push(id);
    }
  return meant;
}

test('a search finds what is true of each picture by itself, whatever is in its names, and the same by SQL alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-query-'));
  const database = openDatabase(folder);
  const { db } = database;
  const library = drawn();
  store(db, library);
  const stores = openStores(db);
  stores.knownFiles.warm();
  const found = (text: string, files: Parameters<typeof compileQuery>[1]['files']) => {
    const { picture, face, faces, parameters } = compileQuery(readQuery(text).tree, {
      ...{ names: libraryNames(stores), files, separator: '/' },
    });
    const ids = JSON.parse(db.prepare<[object], string>(searchSql(picture)).pluck().get(parameters)!) as number[];
    const facesOf = (sql: string) =>
      db
        .prepare<[object], number>(sql)
        .pluck()
        .all(parameters)
        .toSorted((a, b) => a - b);
    const each = `SELECT face.id FROM face JOIN picture p ON p.id = face.picture WHERE face.shown = 1 AND ${picture} AND ${face}`;
    return {
      ids: ids.toSorted((a, b) => a - b),
      faces: facesOf(each),
      fast: faces === undefined ? null : facesOf(`SELECT id FROM (${faces})`),
    };
  };
  fc.assert(
    fc.property(searches(names), (search) => {
      const text = printed(search);
      const wanted = library.pictures.flatMap((picture, at) => (fits(library, picture, search.asked) ? [at + 1] : []));
      const known = found(text, stores.knownFiles);
      expect(known.ids).toEqual(wanted);
      expect(known.faces).toEqual(facesOf(library, search.asked));
      expect(known.fast ?? known.faces).toEqual(known.faces);
      expect(found(text, { fitting: () => null })).toEqual(known);
    }),
    { numRuns: 1_500, seed: 1 },
  );
  database[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});
