import { random } from '../../support/vectors.ts';
import { framedFaces, knownFace } from './framed-faces.ts';
import { shuffled } from './shuffled.ts';
import type { KnownFace } from './verification.ts';

const firstRound = new Set([
  ...['animeface_character', 'arknights_avatars', 'azurlane_icons', 'feh_faces', 'hololive_en_fanart'],
  ...['kancolle_icons', 'pjsekai_thumbs', 'shinycolors_icons', 'uma_icons'],
]);
const heldBack = new Set([
  ...['danganronpa_sprites', 'danmemo_icons', 'hbr_styles', 'katawa_sprites', 'limbus_identities', 'pokemas_pairs'],
  ...['stardew_portraits', 'twst_cards'],
]);
/**
 * Which sources of `train` an embedder learnt from. Its figures on the others are what to expect elsewhere. Of an embedder that is not
 * named they are unknown, and only `val` is used.
 */
const learntFrom: Readonly<Record<string, (source: string) => boolean>> = {
  'embedder-6': (source) => firstRound.has(source),
  // Trained as embedder-10, without these: what it says of them is what to expect of embedder-10 elsewhere.
  'embedder-10h': (source) => !heldBack.has(source),
};
/** A source with fewer characters is no library of its own. */
const fewestIdentities = 8;
/** Characters of the mixed libraries, and how many faces each has at most. */
const mixes = [20, 40, 80, 160, 330, 660].flatMap((identities) => [6, 25].map((faces) => ({ identities, faces })));
const largest = 3_500;
/** Sources whose labels name what a face does not show: forms of one person, skins of one hero. */
const leftOut = new Set(['dokkan_thumbs', 'hok_skins']);

/** Labelled faces as one library. */
export interface Judged {
  readonly name: string;
  /** Sources; a mixed library has the faces of all of a split. */
  readonly of: string;
  readonly isMixed: boolean;
  readonly known: readonly KnownFace[];
}

type SourceFace = KnownFace & { readonly source: string };

/** Each source as a library of its own, and mixed ones: of `val`, and of the sources of `train` that the embedder never saw. */
export async function judgedLibraries(modelFolder: string, embedder: string): Promise<Judged[]> {
  const libraries = [...librariesOf('val', await facesOf(modelFolder, 'val'))];
  const learnt = learntFrom[embedder];
  if (learnt) {
    const unseen = await facesOf(modelFolder, 'train', (source) => !learnt(source));
    libraries.push(...librariesOf('unseen', unseen));
  }
  return libraries;
}

/** Whether a fit to one says something of the other: they have no source in common; of mixed ones, no split. */
export function isApart(library: Judged, other: Judged): boolean {
  return library.of !== other.of;
}

async function facesOf(
  modelFolder: string,
  split: 'train' | 'val',
  wanted: (source: string) => boolean = () => true,
): Promise<SourceFace[]> {
  const faces = await framedFaces(modelFolder, split, wanted);
  return faces.map((face) => ({ source: face.source, ...knownFace(face) }));
}

function* librariesOf(split: string, faces: readonly SourceFace[]): Generator<Judged> {
  const usable = faces.filter(({ source }) => !leftOut.has(source));
  for (const [source, known] of Map.groupBy(usable, (face) => face.source)) {
    if (new Set(known.map(({ identity }) => identity)).size < fewestIdentities) continue;
    yield { name: `${split}: ${source}`, of: source, isMixed: false, known };
  }
  const identities = [...Map.groupBy(usable, ({ identity }) => identity)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [seed, mix] of mixes.entries()) {
    if (mix.identities > identities.length) continue;
    const next = random(seed + 1);
    const chosen = shuffled(identities, next).slice(0, mix.identities);
    const known = chosen.flatMap(([, own]) => shuffled(own, next).slice(0, mix.faces)).slice(0, largest);
    const name = `${split}: ${mix.identities} characters, ${mix.faces} faces`;
    yield { name, of: split, isMixed: true, known };
  }
}
