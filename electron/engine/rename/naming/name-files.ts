import type { FaceId, PictureId } from '../../../contract/ids.ts';
import type { FileId, RenameRequest, TemplateToken } from '../../../contract/rename-model.ts';
import { charactersOf, type NamingFace } from './characters-of.ts';
import { fillIn, type FilledIn, type TokenValues } from './fill-in.ts';
import { naturally, type FilePlace } from './natural-order.ts';
import { undress } from './outfits.ts';
import { stemAndExtension } from './paths.ts';
import { safeValue } from './safe-names.ts';
import type { TemplatePart } from './template.ts';

/** What tells whether a file is the one that was looked at. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** A file of the library, with everything that can be in its name. */
export interface FileToName extends Stamp, FilePlace {
  readonly file: FileId;
  readonly picture: PictureId | null;
  /** Absolute: `folder` and `name`, as the library spells it. */
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly faces: readonly NamingFace[];
}

export interface NamedFile {
  readonly source: FileToName;
  /** Relative to the base, `/` between folders; null: left alone by the artist. */
  readonly target: string | null;
  readonly characters: readonly string[];
  readonly face: FaceId | null;
  readonly missing: TemplateToken | null;
  readonly overridden: boolean;
}

export interface Naming {
  readonly files: readonly NamedFile[];
  /** How many the rule for unnamed pictures left out. */
  readonly unnamed: number;
}

export type NamingRequest = Pick<
  RenameRequest,
  'mode' | 'several' | 'unsure' | 'unnamed' | 'counter' | 'scope' | 'overrides'
>;

interface Wanted {
  readonly source: FileToName;
  readonly characters: readonly string[];
  readonly face: FaceId | null;
}

/** What each file is to be called. Counters count in the natural order of the old paths. */
export function nameFiles(
  files: readonly FileToName[],
  parts: readonly TemplatePart[],
  request: NamingRequest,
): Naming {
  const needed = parts.some((part) => 'token' in part && part.token === 'character' && !part.optional);
  const form = formOf(parts);
  const overrides = new Map(request.overrides.map(({ file, name }) => [file, name]));
  const counters = new Map<string, number>();
  const named: NamedFile[] = [];
  let unnamed = 0;
  for (const source of naturally(files)) {
    const wanted = charactersFor(source, request);
    const typed = overrides.get(source.file);
    if (needed && wanted.characters.length === 0 && typed === undefined) unnamed += 1;
    else named.push(nameOne(wanted, form, request, typed, counters));
  }
  return { files: named, unnamed };
}

function charactersFor(source: FileToName, request: NamingRequest): Wanted {
  const { names, face } = charactersOf(source.faces, request);
  const { unnamed } = request;
  const characters = names.length === 0 && unnamed.do === 'word' ? [unnamed.word] : names;
  return { source, characters, face };
}

/** A template with what is the same for all files. */
interface Form {
  readonly parts: readonly TemplatePart[];
  readonly fill: (values: TokenValues) => FilledIn;
  /** The tokens in it: only their values have to be found. */
  readonly asksFor: ReadonlySet<TemplateToken>;
  readonly endsWithExtension: boolean;
}

function formOf(parts: readonly TemplatePart[]): Form {
  const known = new Map<string, string>();
  const remember = (value: string) => {
    const safe = known.get(value) ?? safeValue(value);
    known.set(value, safe);
    return safe;
  };
  const asksFor = new Set(parts.flatMap((part) => ('token' in part ? [part.token] : [])));
  // Stems are all different: there is nothing to remember.
  const safe = asksFor.has('stem') ? safeValue : remember;
  return {
    parts,
    fill: (values) => fillIn(parts, values, safe),
    asksFor,
    endsWithExtension: endsWithExtension(parts),
  };
}

function nameOne(
  { source, characters, face }: Wanted,
  form: Form,
  request: NamingRequest,
  typed: string | null | undefined,
  counters: Map<string, number>,
): NamedFile {
  const { stem, extension } = stemAndExtension(source.name);
  const { character, outfit } = wornBy(characters, form.asksFor.has('outfit'), request.several.join);
  const values = {
    character,
    outfit,
    index: 0,
    stem,
    ext: extension,
    folder: form.asksFor.has('folder') ? lastLevel(source.folder) : '',
    date: source.mtimeMs,
    width: source.width,
    height: source.height,
  };
  const own = request.mode === 'rename' ? source.folder : '';
  const key = counterKey(form, values, request.counter.per, own);
  values.index = count(counters, key, request.counter.start);
  const { path, missing } = form.fill(values);
  if (typed === undefined) {
    const target = form.endsWithExtension ? path : `${path}.${extension}`;
    return { source, target, characters, face, missing, overridden: false };
  }
  const target = typed === null ? null : keepExtension(typed, extension);
  return { source, target, characters, face, missing: null, overridden: true };
}

function lastLevel(folder: string): string {
  return folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
}

/** Where there is a place for outfits, names come without them. */
function wornBy(
  characters: readonly string[],
  undresses: boolean,
  join: string,
): Pick<TokenValues, 'character' | 'outfit'> {
  if (!undresses) return { character: joined(characters, join), outfit: null };
  const dressed = characters.map(undress);
  const outfits = dressed.flatMap(({ outfit }) => (outfit === null ? [] : [outfit]));
  return {
    character: joined(
      dressed.map(({ who }) => who),
      join,
    ),
    outfit: joined(outfits, join),
  };
}

/** Each once; null where there are none. */
function joined(names: readonly string[], join: string): string | null {
  if (names.length <= 1) return names[0] ?? null;
  return [...new Set(names)].join(join);
}

/** `own`: the folder that new names are relative to, where that is the file's own. */
function counterKey({ fill }: Form, values: TokenValues, per: NamingRequest['counter']['per'], own: string): string {
  if (per === 'batch') return '';
  if (per === 'character') return values.character ?? '';
  // The folder that the file goes to, as far as it can be known before its number is.
  const { path } = fill(values);
  return `${own}/${path.slice(0, Math.max(0, path.lastIndexOf('/')))}`;
}

function count(counters: Map<string, number>, key: string, start: number): number {
  const index = counters.get(key) ?? start;
  counters.set(key, index + 1);
  return index;
}

function endsWithExtension(parts: readonly TemplatePart[]): boolean {
  const [before, last] = parts.slice(-2);
  if (before === undefined || last === undefined || !('text' in before) || !('token' in last)) return false;
  return last.token === 'ext' && before.text.endsWith('.');
}

/** A picture without its ending is no picture any more, to this app and to others. */
function keepExtension(typed: string, extension: string): string {
  return typed.toLowerCase().endsWith(`.${extension.toLowerCase()}`) ? typed : `${typed}.${extension}`;
}
