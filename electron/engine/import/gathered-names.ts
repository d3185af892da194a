import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportedKind, ImportProblem } from '../../contract/api/import-api.ts';
import { characterName } from '../../contract/checks.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import { folded } from '../../contract/folded.ts';
import type { Box, Size } from '../../contract/geometry.ts';
import type { PictureId } from '../../contract/ids.ts';
import { cleanName, isVisible } from '../edits/decisions.ts';
import { readOrientation, type Orientation } from '../pictures/orientation.ts';
import type { ImportedFile, ImportedName } from './sources/imported.ts';
import { listed, type KnownPictures } from './known-pictures.ts';
import { uprightBox } from './upright-box.ts';

/** A name of a picture. `box`: pixels of the upright picture; null: it is about all of it. */
interface GatheredName {
  readonly name: string;
  readonly kind: ImportedKind;
  readonly box: Box | null;
}

interface GatheredPicture {
  readonly picture: PictureId;
  readonly names: readonly GatheredName[];
}

/** What a character is called. */
type Spelled = Pick<Character, 'name' | 'about'>;

export interface Gathered {
  readonly pictures: readonly GatheredPicture[];
  readonly problems: readonly ImportProblem[];
}

/** Files that are looked up before others get the thread. */
const atOnce = 256;

/**
 * The names that files have, by the picture that they show: copies of a picture are one. Names are spelled as the characters of the library are, whatever
 * their case and width, and by their other names too; new ones as they were found first.
 */
export async function gatherNames(
  files: readonly ImportedFile[],
  known: KnownPictures,
  characters: readonly Spelled[],
): Promise<Gathered> {
  const spelled = speller(characters);
  const pictures = new Map<PictureId, GatheredName[]>();
  const problems: ImportProblem[] = [];
  for (const [done, { path, names }] of files.entries()) {
    if (done % atOnce === 0) await nextTurn();
    const [file, ...others] = known.find(path);
    if (file && others.length > 0) {
      problems.push({ path, kind: 'ambiguous', detail: listed([file, ...others]) });
      continue;
    }
    const size = file && file.picture !== null ? known.sizeOf(file.picture) : null;
    if (!file || file.picture === null || !size) {
      problems.push({ path, kind: file ? 'not-indexed' : 'not-in-library', detail: '' });
      continue;
    }
    const { usable, refused } = usableNames(names);
    if (refused.length > 0) problems.push({ path, kind: 'unusable-name', detail: refused.map(cut).join(', ') });
    const placed = await placedNames(file.path, size, usable);
    if (placed.length < usable.length) problems.push({ path, kind: 'changed', detail: '' });
    const all = placed.map((each) => ({ ...each, name: spelled(each.name) }));
    pictures.set(file.picture, [...(pictures.get(file.picture) ?? []), ...all]);
  }
  return { pictures: [...pictures].map(([picture, names]) => ({ picture, names })), problems };
}

/** How a name is written: as a character of the library is, or as the first that was asked for. */
function speller(characters: readonly Spelled[]): (name: string) => string {
  const named = characters.flatMap(({ name, about }) => (name === null ? [] : { name, aliases: about?.aliases ?? [] }));
  const others = named.flatMap(({ name, aliases }) => aliases.map((alias) => [folded(alias.name), name] as const));
  // A character's own name comes before another's alias, and the very same spelling before all.
  const own = new Set(named.map(({ name }) => name));
  const known = new Map([...others, ...named.map(({ name }) => [folded(name), name] as const)]);
  return (name) => {
    if (own.has(name)) return name;
    const spelled = known.get(folded(name)) ?? name;
    known.set(folded(name), spelled);
    return spelled;
  };
}

/** As characters may be called. What shows nothing is no name. */
function usableNames(names: readonly ImportedName[]): { usable: ImportedName[]; refused: string[] } {
  const visible = names.flatMap((each) => (isVisible(each.name) ? { ...each, name: cleanName(each.name) } : []));
  const [usable = [], refused = []] = [true, false].map((is) =>
    visible.filter(({ name }) => characterName.safeParse(name).success === is),
  );
  return { usable, refused: refused.map(({ name }) => name) };
}

function cut(name: string): string {
  const letters = Array.from(name.replace(/\p{Cc}/gu, '�'));
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('');
}

/** Without regions of a picture that had another shape. */
async function placedNames(path: string, size: Size, names: readonly ImportedName[]): Promise<GatheredName[]> {
  const isTurned = names.some(({ region }) => region?.frame === 'stored');
  const orientation = isTurned ? await orientationOf(path) : 1;
  return names.flatMap(({ name, kind, region }) => {
    if (!region) return { name, kind, box: null };
    const box = uprightBox(region, size, orientation);
    return box ? { name, kind, box } : [];
  });
}

/** A file that cannot be read just now is as it was when it was looked at: most are upright. */
async function orientationOf(path: string): Promise<Orientation> {
  try {
    return (await readOrientation(path)).orientation;
  } catch {
    return 1;
  }
}
