import type { RenameRequest } from '../../../contract/rename/rename-model.ts';
import { charactersOf, type NamedBy } from './characters-of.ts';
import { formOf, type Form } from './form.ts';
import type { LibraryFile } from './library-file.ts';
import type { NamedFile } from './named-file.ts';
import { naturally } from './natural-order.ts';
import type { TemplatePart } from './template.ts';
import { tokenValues } from './token-values.ts';
import type { TokenValues } from './tokens.ts';

export interface Naming {
  readonly files: readonly NamedFile[];
  /** How many the rule for unnamed pictures left out. */
  readonly unnamed: number;
}

export type NamingRequest = Pick<
  RenameRequest,
  'mode' | 'several' | 'unsure' | 'unnamed' | 'counter' | 'scope' | 'overrides'
>;

/** Gives each file its new name. Counters count in the natural order of the old paths. */
export function nameFiles(
  files: readonly LibraryFile[],
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
    const by = namedBy(source, request);
    const typed = overrides.get(source.file);
    if (needed && by.names.length === 0 && typed === undefined) unnamed += 1;
    else named.push(nameOne(source, by, form, request, typed, counters));
  }
  return { files: named, unnamed };
}

function namedBy({ faces }: LibraryFile, request: NamingRequest): NamedBy {
  const by = charactersOf(faces, request);
  const { unnamed } = request;
  return by.names.length === 0 && unnamed.do === 'word' ? { ...by, names: [unnamed.word] } : by;
}

function nameOne(
  source: LibraryFile,
  by: NamedBy,
  form: Form,
  request: NamingRequest,
  typed: string | null | undefined,
  counters: Map<string, number>,
): NamedFile {
  const { names: characters, face } = by;
  const unnumbered = tokenValues(source, by, form.asksFor, request.several.join);
  const own = request.mode === 'rename' ? source.folder : '';
  const key = counterKey(form, unnumbered, request.counter.per, own);
  const values = { ...unnumbered, index: count(counters, key, request.counter.start) };
  const { path, missing } = form.fill(values);
  if (typed === undefined) {
    const target = form.endsWithExtension ? path : `${path}.${values.ext}`;
    return { source, target, characters, face, missing, overridden: false };
  }
  const target = typed === null ? null : keepExtension(typed, values.ext);
  return { source, target, characters, face, missing: null, overridden: true };
}

/** `own`: the folder of the file where new names are relative to it, else empty. */
function counterKey({ fill }: Form, values: TokenValues, per: NamingRequest['counter']['per'], own: string): string {
  if (per === 'batch') return '';
  if (per === 'character') return values.character ?? '';
  // The folder that the file goes to, as far as it can be known before the file has its number.
  const { path } = fill(values);
  return `${own}/${path.slice(0, Math.max(0, path.lastIndexOf('/')))}`;
}

function count(counters: Map<string, number>, key: string, start: number): number {
  const index = counters.get(key) ?? start;
  counters.set(key, index + 1);
  return index;
}

/** Without its extension, neither this app nor others would know the file as a picture. */
function keepExtension(typed: string, extension: string): string {
  return typed.toLowerCase().endsWith(`.${extension.toLowerCase()}`) ? typed : `${typed}.${extension}`;
}
