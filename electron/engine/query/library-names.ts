import { folded } from '../../contract/folded.ts';
import type { Db } from '../store/database.ts';
import type { Stores } from '../store/stores.ts';
import { writtenUntil } from '../store/faces/written.ts';
import type { QueryNames } from './compiled-query.ts';

type Called = readonly (readonly [id: number, name: string])[];

interface Remembered {
  readonly version: string;
  readonly called: Called;
}

const remembered = new WeakMap<Db, Remembered>();

/** What characters are called, in one spelling for all cases and widths; read again once anything has been written. */
function calledIn(db: Db): Called {
  const version = writtenUntil(db);
  const before = remembered.get(db);
  if (before?.version === version) return before.called;
  const called = db
    .prepare<[], [number, string]>(
      'SELECT id, name FROM character WHERE name IS NOT NULL UNION ALL SELECT character, name FROM alias',
    )
    .raw()
    .all()
    .map(([id, name]) => [id, folded(name)] as const);
  remembered.set(db, { version, called });
  return called;
}

/** The names of a library as they are now. */
export function libraryNames({ db, catalogue }: Pick<Stores, 'db' | 'catalogue'>): QueryNames {
  const names = () => calledIn(db);
  const whoseName = (fits: (name: string) => boolean) => [
    ...new Set(names().flatMap(([id, name]) => (fits(name) ? [id] : []))),
  ];
  const amongst = (all: readonly string[], wanted: string) => {
    const fits = likeName(wanted);
    return all.filter((name) => fits(folded(name)));
  };
  return {
    characters: (name) => whoseName(likeName(name)),
    charactersWith: (text) => whoseName((name) => name.includes(folded(text))),
    series: (name) => amongst(catalogue.series.names(), name),
    characterTags: (name) => amongst(catalogue.characterTags.names(), name),
    pictureTags: (name) => amongst(catalogue.pictureTags.names(), name),
    outfits: (name) => amongst(catalogue.outfits.names(), name),
  };
}

/** Compares folded names with one that is looked for, in which `*` stands for any letters. */
export function likeName(wanted: string): (name: string) => boolean {
  const [first = '', ...rest] = folded(wanted.trim()).split('*');
  const last = rest.pop();
  if (last === undefined) return (name) => name === first;
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}
