import type { ImportedKind, ImportProblem } from '../../contract/api/import-api.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import { folded } from '../../contract/folded.ts';
import type { Box, Size } from '../../contract/geometry.ts';
import type { PictureId } from '../../contract/ids.ts';
import { cleanName } from '../edits/decisions.ts';
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

/**
 * The names that files have, by the picture that they show: copies of a picture are one. Names are spelled as the characters of the library are, whatever
 * their case and width, and by their other names too.
 */
export async function gatherNames(
  files: readonly ImportedFile[],
  known: KnownPictures,
  characters: readonly Spelled[],
): Promise<Gathered> {
  const spelling = spellings(characters);
  const pictures = new Map<PictureId, GatheredName[]>();
  const problems: ImportProblem[] = [];
  for (const { path, names } of files) {
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
    const placed = await placedNames(file.path, size, names);
    if (placed.length < names.length) problems.push({ path, kind: 'changed', detail: '' });
    const all = placed.map((each) => ({ ...each, name: spelling.get(folded(each.name)) ?? each.name }));
    pictures.set(file.picture, [...(pictures.get(file.picture) ?? []), ...all]);
  }
  return { pictures: [...pictures].map(([picture, names]) => ({ picture, names })), problems };
}

function spellings(characters: readonly Spelled[]): Map<string, string> {
  const named = characters.flatMap(({ name, about }) => (name === null ? [] : { name, aliases: about?.aliases ?? [] }));
  const others = named.flatMap(({ name, aliases }) => aliases.map((alias) => [folded(alias.name), name] as const));
  // A character's own name comes before another's alias.
  return new Map([...others, ...named.map(({ name }) => [folded(name), name] as const)]);
}

/** Without regions of a picture that had another shape. */
async function placedNames(path: string, size: Size, names: readonly ImportedName[]): Promise<GatheredName[]> {
  const isTurned = names.some(({ region }) => region?.frame === 'stored');
  const orientation = isTurned ? await orientationOf(path) : 1;
  return names.flatMap(({ name, kind, region }) => {
    const clean = cleanName(name);
    if (!region) return { name: clean, kind, box: null };
    const box = uprightBox(region, size, orientation);
    return box ? { name: clean, kind, box } : [];
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
