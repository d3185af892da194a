import { noAppraisal } from '../../contract/catalogue-model.ts';
import { readOrientation } from '../pictures/orientation.ts';
import type { ExportedFace } from './exported-faces.ts';
import { storedRegions } from './stored-regions.ts';
import { Refused, type PictureExport } from './to-pictures.ts';
import { asLevel, type SaidOfPicture } from './xmp-subjects.ts';
import type { Region, RegionsOfPicture } from './xmp.ts';

/** What XMP is to say of a file, in its stored pixels. Refuses one that has another size than the faces are of. */
export async function regionsFor(
  path: string,
  faces: readonly ExportedFace[],
  characters: PictureExport['characters'],
): Promise<RegionsOfPicture> {
  const regions = uprightRegions(faces, characters);
  const { orientation, upright } = await readOrientation(path);
  if (upright.width !== regions.width || upright.height !== regions.height) throw new Refused('changed');
  return storedRegions(regions, orientation);
}

function uprightRegions(faces: readonly ExportedFace[], characters: PictureExport['characters']): RegionsOfPicture {
  const { pictureWidth: width = 0, pictureHeight: height = 0 } = faces[0] ?? {};
  const isWanted = ({ character }: ExportedFace) =>
    characters === null || (character !== null && characters.has(character));
  return {
    width,
    height,
    regions: faces.filter(isWanted).map(toRegion),
    ifThere: faces.filter((face) => !isWanted(face)).map(toRegion),
    said: saidOf(faces),
  };
}

/** Of all who are named in the picture, whoever of them is exported. */
function saidOf(faces: readonly ExportedFace[]): SaidOfPicture {
  const [first] = faces;
  const { rating, favourite, note } = first ?? noAppraisal;
  const subjects = faces.flatMap(({ characterTags, series, outfit, aliases }) => [
    ...characterTags,
    ...series,
    ...(outfit === null ? [] : [outfit]),
    ...aliases,
  ]);
  const hierarchy = once(faces.flatMap(levelsOf));
  return { subjects: once([...(first?.tags ?? []), ...subjects]), hierarchy, rating, favourite, note };
}

/** The character below each of its series, with what it wears. */
function levelsOf({ name, series, outfit }: ExportedFace): string[] {
  const own = [name ?? '', ...(outfit === null ? [] : [outfit])];
  const all = series.length > 0 ? series.map((each) => [each, ...own]) : [own];
  return all.filter((levels) => levels.length > 1).map((levels) => levels.map(asLevel).join('|'));
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function toRegion({ face, name, x, y, width, height, pictureWidth, pictureHeight, ...said }: ExportedFace): Region {
  return {
    id: face,
    name: name ?? '',
    x: (x + width / 2) / pictureWidth,
    y: (y + height / 2) / pictureHeight,
    w: width / pictureWidth,
    h: height / pictureHeight,
    rating: said.characterRating,
    favourite: said.characterFavourite,
    note: said.characterNote,
  };
}
