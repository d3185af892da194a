import type { DateField, NameField, QueryError, QueryNode, QueryTerm } from '../../contract/query/query-model.ts';
import type { CompiledQuery, QueryNames } from './compiled-query.ts';
import { daysOf } from './days.ts';
import { pathHolds, type Bind } from '../store/faces/path-holds.ts';
import type { FilePart, KnownFiles } from '../store/lists/known-files.ts';
import { endingsOf, fileSql, isBelow, nameHolds } from './path-conditions.ts';
import { leftBy, narrows } from './narrows.ts';

type NameTerm = Extract<QueryTerm, { kind: 'name' }>;
type NumberTerm = Extract<QueryTerm, { kind: 'number' }>;

export interface CompileOptions {
  readonly names: QueryNames;
  readonly files: Pick<KnownFiles, 'fitting'>;
  /** Between the folders of a path. */
  readonly separator: string;
}

/** A search in SQL. Null: everything. */
export function compileQuery(tree: QueryNode | null, options: CompileOptions): CompiledQuery {
  const compiler = new Compiler(options);
  if (!tree) return { picture: 'true', face: 'true', parameters: {}, unknown: [] };
  const picture = compiler.picture(tree, false);
  const { parameters, unknown } = compiler;
  const faces = tree.kind === 'text' && tree.value.trim() !== '' ? { faces: compiler.facesOfWord(tree.value) } : {};
  return { picture, face: compiler.face(tree), ...faces, parameters, unknown };
}

const fileFields: ReadonlySet<NameField> = new Set(['folder', 'name', 'format']);
const faceFields: ReadonlySet<NameField> = new Set(['character', 'only', 'series', 'outfit']);
const oneOf = (list: string) => `IN (SELECT value FROM json_each(${list}))`;

/** Rows that belong to pictures. */
interface Rows {
  readonly from: string;
  /** The column that names the picture. */
  readonly picture: string;
  readonly where: string;
}

/** Read from an index alone. */
const shownFaces = (where: string): Rows => ({
  from: 'face',
  picture: 'face.picture',
  where: `face.shown = 1 AND ${where}`,
});

/** The picture has such a row: looked up among all of them, or asked for by itself. */
function hasOne({ from, picture, where }: Rows, narrowed: boolean): string {
  return narrowed
    ? `EXISTS (SELECT 1 FROM ${from} WHERE ${picture} = p.id AND ${where})`
    : `p.id IN (SELECT ${picture} FROM ${from} WHERE ${where})`;
}

const outfitOf = 'EXISTS (SELECT 1 FROM outfit o WHERE o.face = face.id AND ';

/** A condition on `face`. */
function wornBy(where: string): string {
  return `${outfitOf}${where})`;
}

/** The same, about pictures: from the outfits to their faces. */
function outfitsFirst(worn: string): string {
  const where = worn.slice(outfitOf.length, -1);
  return `p.id IN (SELECT face.picture FROM outfit o CROSS JOIN face INDEXED BY face_by_id_shown ON face.id = o.face WHERE face.shown = 1 AND ${where})`;
}

const unnamedFace = '(SELECT name FROM character c WHERE c.id = face.character) IS NULL';

class Compiler {
  readonly parameters: Record<string, string | number> = {};
  readonly unknown: QueryError[] = [];
  readonly #names: QueryNames;
  readonly #files: CompileOptions['files'];
  readonly #separator: string;
  #bound = 0;
  /** What is asked of files several times in one search. */
  readonly #lists = new Map<string, string | null>();

  constructor({ names, files, separator }: CompileOptions) {
    this.#names = names;
    this.#files = files;
    this.#separator = separator;
  }

  readonly #bind: Bind = (value) => {
    const name = `q${this.#bound}`;
    this.#bound += 1;
    this.parameters[name] = value;
    return `@${name}`;
  };

  /** `narrowed`: another condition has left few pictures, so that it pays to look at each by itself. */
  picture(node: QueryNode, narrowed: boolean): string {
    switch (node.kind) {
      case 'and':
        return this.#together(node.of, narrowed);
      case 'or':
        return balanced(
          node.of.map((part) => this.picture(part, narrowed)),
          'OR',
        );
      case 'not':
        return `NOT ${this.picture(node.of, narrowed)}`;
      default:
        return isOfFile(node) ? this.#someFile([node], narrowed) : this.#ofPicture(node, narrowed);
    }
  }

  /** What leaves fewest pictures comes first, and is read by its index; one file has to fit everything that is said of files. */
  #together(parts: readonly QueryNode[], narrowed: boolean): string {
    const ofFile = parts.filter(isOfFile);
    const others = parts.filter((part) => !isOfFile(part)).toSorted((a, b) => leftBy(a) - leftBy(b));
    const [first] = others;
    const narrowing = !narrowed && first && narrows(first) ? first : null;
    const each = narrowed || narrowing !== null;
    const conditions = others.map((part) => this.picture(part, part !== narrowing && each));
    if (ofFile.length > 0) conditions.push(this.#someFile(ofFile, each));
    return balanced(conditions, 'AND');
  }

  #someFile(terms: readonly QueryTerm[], narrowed: boolean): string {
    const parts = terms.map((term) => this.#ofFile(term));
    const known = narrowed ? null : this.#known(parts);
    if (known) return `p.id ${oneOf(known)}`;
    const fits = balanced(
      parts.map((part) => (typeof part === 'string' ? part : fileSql(part, this.#bind))),
      'AND',
    );
    return narrowed
      ? `EXISTS (SELECT 1 FROM file f WHERE f.picture = p.id AND ${fits})`
      : `p.id IN (SELECT f.picture FROM file f WHERE f.picture IS NOT NULL AND ${fits})`;
  }

  /** The pictures with such a file, as a list, where all files are known and SQL says none of it; or null. */
  #known(parts: readonly (FilePart | string)[]): string | null {
    if (!parts.every((part) => typeof part !== 'string')) return null;
    const key = JSON.stringify(parts);
    const before = this.#lists.get(key);
    if (before !== undefined) return before;
    const pictures = this.#files.fitting(parts);
    const list = pictures && this.#list(pictures);
    this.#lists.set(key, list);
    return list;
  }

  /** What is asked of a file f, or a condition on it. */
  #ofFile(term: QueryTerm): FilePart | string {
    if (term.kind === 'date') return changedOn(term.field, term.value);
    if (term.kind !== 'name') throw new Error(`${term.kind} is not about files`);
    if (term.field === 'folder') return isBelow(term.value, this.#separator);
    if (term.field === 'name') return nameHolds(term.value, this.#separator, this.#bind);
    const endings = endingsOf(term.value);
    return this.#isKnown(term, endings) ? { kind: 'ends', endings } : 'false';
  }

  #ofPicture(term: QueryTerm, narrowed: boolean): string {
    if (term.kind === 'text') return this.#text(term.value, narrowed);
    if (term.kind === 'number') return this.#number(term, narrowed);
    if (term.kind === 'name') return this.#name(term, narrowed);
    if (term.kind !== 'word') throw new Error(`${term.kind} is about files`);
    if (term.value === 'favourite')
      return hasOne({ from: 'picture_about a', picture: 'a.picture', where: 'a.favourite = 1' }, narrowed);
    if (term.value === 'faceless') return 'p.shown_faces = 0';
    return `EXISTS (SELECT 1 FROM face WHERE face.picture = p.id AND face.shown = 1 AND ${unnamedFace})`;
  }

  #text(text: string, narrowed: boolean): string {
    if (text.trim() === '') return 'true';
    const faces = shownFaces(this.#hasText(text));
    if (narrowed) {
      const inPath = pathHolds(text, this.#bind);
      return `(EXISTS (SELECT 1 FROM file f WHERE f.picture = p.id AND ${inPath}) OR ${hasOne(faces, narrowed)})`;
    }
    // As one list, so that SQLite looks at these pictures alone.
    return `p.id IN (${this.#inPaths(text)} UNION ALL SELECT face.picture FROM face WHERE ${faces.where})`;
  }

  /** The pictures with the text in a path, as column `picture`. */
  #inPaths(text: string): string {
    const known = this.#known([{ kind: 'holds', text }]);
    if (known) return `SELECT value AS picture FROM json_each(${known})`;
    return `SELECT f.picture FROM file f WHERE f.picture IS NOT NULL AND ${pathHolds(text, this.#bind)}`;
  }

  facesOfWord(text: string): string {
    return `SELECT id, picture FROM face WHERE shown = 1 AND ${this.#hasText(text)}
      UNION SELECT face.id, face.picture FROM (${this.#inPaths(text)}) AS held
      CROSS JOIN face INDEXED BY face_by_picture_shown ON face.picture = held.picture WHERE face.shown = 1`;
  }

  #hasText(text: string): string {
    return `face.character ${oneOf(this.#list(this.#names.charactersWith(text)))}`;
  }

  #number({ field, compare, value }: NumberTerm, narrowed: boolean): string {
    const wanted = `${compare} ${this.#bind(value)}`;
    if (field === 'faces') return `p.shown_faces ${wanted}`;
    // Pictures without a row are rated 0.
    return narrowed || fitsZero(compare, value)
      ? `coalesce((SELECT rating FROM picture_about a WHERE a.picture = p.id), 0) ${wanted}`
      : `p.id IN (SELECT picture FROM picture_about WHERE rating > 0 AND rating ${wanted})`;
  }

  #name(term: NameTerm, narrowed: boolean): string {
    if (term.field === 'tag') return this.#tag(term, narrowed);
    const face = this.#whoseFace(term);
    if (term.field === 'outfit' && face !== 'false' && !narrowed) return outfitsFirst(face);
    if (term.field !== 'only' || face === 'false') return hasOne(shownFaces(face), narrowed);
    const others = `SELECT 1 FROM face WHERE face.picture = p.id AND face.shown = 1 AND (face.character IS NULL OR NOT ${face})`;
    return `(${hasOne(shownFaces(face), narrowed)} AND NOT EXISTS (${others}))`;
  }

  #tag(term: NameTerm, narrowed: boolean): string {
    const ofPictures = this.#names.pictureTags(term.value);
    const ofCharacters = this.#names.characterTags(term.value);
    if (!this.#isKnown(term, [...ofPictures, ...ofCharacters])) return 'false';
    const named = `name ${oneOf(this.#list(ofPictures))}`;
    const pictures = { from: 'picture_tag', picture: 'picture_tag.picture', where: named };
    if (ofCharacters.length === 0) return hasOne(pictures, narrowed);
    const tagged = `SELECT character FROM character_tag WHERE name ${oneOf(this.#list(ofCharacters))}`;
    const faces = shownFaces(`face.character IN (${tagged})`);
    return `(${hasOne(pictures, narrowed)} OR ${hasOne(faces, narrowed)})`;
  }

  /** A condition on `face`. */
  #whoseFace(term: NameTerm): string {
    if (term.field === 'outfit') return this.#wears(term);
    if (term.field === 'series') {
      const series = this.#names.series(term.value);
      const cast = `SELECT character FROM character_series WHERE name ${oneOf(this.#list(series))}`;
      return this.#isKnown(term, series) ? `face.character IN (${cast})` : 'false';
    }
    const characters = this.#names.characters(term.value);
    return this.#isKnown(term, characters) ? `face.character ${oneOf(this.#list(characters))}` : 'false';
  }

  /** `winter`, or `Mika/winter` of one character. */
  #wears(term: NameTerm): string {
    const cut = term.value.lastIndexOf('/');
    const whole = this.#names.outfits(term.value);
    const names = whole.length > 0 || cut < 0 ? whole : this.#names.outfits(term.value.slice(cut + 1));
    if (!this.#isKnown(term, names)) return 'false';
    const worn = `o.character = face.character AND o.name ${oneOf(this.#list(names))}`;
    if (whole.length > 0) return wornBy(worn);
    const characters = this.#names.characters(term.value.slice(0, cut));
    if (!this.#isKnown(term, characters)) return 'false';
    return wornBy(`${worn} AND o.character ${oneOf(this.#list(characters))}`);
  }

  /** The faces that the search is about: of those whom it names; else of those whose names hold a word of it; else all. */
  face(tree: QueryNode): string {
    if (tree.kind === 'or' && tree.of.some(saysWho)) return anyOf(tree.of.map((part) => this.#faceOfEither(part)));
    const asked = [...termsOf(tree)];
    const named = asked.filter((term) => term.kind === 'name' && faceFields.has(term.field)) as NameTerm[];
    if (named.length > 0) return anyOf(named.map((term) => this.#quietly(() => this.#whoseFace(term))));
    if (asked.some((term) => term.kind === 'word' && term.value === 'unnamed')) return unnamedFace;
    const words = asked.flatMap((term) => (term.kind === 'text' && term.value.trim() !== '' ? [term.value] : []));
    if (words.length === 0) return 'true';
    return anyOf(words.map((word) => this.#faceWith(word)));
  }

  /** Of an alternative that names nobody: all in its pictures. */
  #faceOfEither(part: QueryNode): string {
    if (saysWho(part)) return this.face(part);
    return this.#quietly(() => `face.picture IN (SELECT p.id FROM picture p WHERE ${this.picture(part, false)})`);
  }

  #faceWith(text: string): string {
    // One look at all paths, and none at those of each face.
    return `(${this.#hasText(text)} OR face.picture IN (${this.#inPaths(text)}))`;
  }

  /** What is unknown has been told of once. */
  #quietly(make: () => string): string {
    const told = this.unknown.length;
    const condition = make();
    this.unknown.length = told;
    return condition;
  }

  #isKnown(term: NameTerm, found: readonly unknown[]): boolean {
    if (found.length > 0) return true;
    this.unknown.push({ kind: 'unknown-name', ...term.at, subject: term.value });
    return false;
  }

  #list(values: readonly (string | number)[]): string {
    return this.#bind(JSON.stringify(values));
  }
}

/** Joined by halves: SQLite reads no condition that is nested a thousand times, and `a AND b AND c` is nested to it. */
function balanced(conditions: readonly string[], join: 'AND' | 'OR'): string {
  if (conditions.length <= 2) return `(${conditions.join(` ${join} `)})`;
  const half = Math.ceil(conditions.length / 2);
  return `(${[conditions.slice(0, half), conditions.slice(half)].map((part) => balanced(part, join)).join(` ${join} `)})`;
}

function anyOf(conditions: readonly string[]): string {
  return balanced([...new Set(conditions)], 'OR');
}

function changedOn(field: DateField, day: string): FilePart {
  const { fromMs, toMs } = daysOf(day);
  if (field === 'before') return { kind: 'changed', fromMs: -Infinity, toMs: fromMs };
  if (field === 'after') return { kind: 'changed', fromMs: toMs, toMs: Infinity };
  return { kind: 'changed', fromMs, toMs };
}

function isOfFile(node: QueryNode): node is QueryTerm {
  return node.kind === 'date' || (node.kind === 'name' && fileFields.has(node.field));
}

/** The terms of a search that are not denied. */
function* termsOf(node: QueryNode): Generator<QueryTerm> {
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.of) yield* termsOf(part);
  else if (node.kind !== 'not') yield node;
}

function saysWho(node: QueryNode): boolean {
  return [...termsOf(node)].some(
    (term) =>
      (term.kind === 'name' && faceFields.has(term.field)) ||
      (term.kind === 'word' && term.value === 'unnamed') ||
      (term.kind === 'text' && term.value.trim() !== ''),
  );
}

function fitsZero(compare: NumberTerm['compare'], value: number): boolean {
  if (compare === '=') return value === 0;
  return compare === '<' ? value > 0 : compare === '<=' || (compare === '>=' && value === 0);
}
