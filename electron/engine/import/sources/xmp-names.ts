import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';
import type { Size } from '../../../contract/geometry.ts';
import { NotXmp, unpack } from '../../export/xmp.ts';
import type { ImportedName, ImportedRegion } from './imported.ts';
import { fieldOf, fieldsOf, first, itemsOf, itemTexts, namespaces as ns } from './rdf.ts';

/** Folders of tags in which programs keep people: those of digiKam, Lightroom, Picasa and Windows, and what artists call them. */
const peopleFolders = new Set([
  'people',
  'person',
  'persons',
  'faces',
  'personen',
  'characters',
  'character',
  'cast',
  '人物',
  'キャラクター',
  'キャラ',
]);
/** digiKam's own name for a face that it has not been told of. */
const nobody = new Set(['unknown', 'unconfirmed', 'ignored']);

/**
 * Names in an XMP packet or sidecar: regions of MWG (digiKam, Lightroom, Picasa) and Microsoft (Windows, digiKam), people, tags. Throws
 * ParseError where the text is no XML, NotXmp where it is no XMP.
 */
export function namesInXmp(xmp: string): ImportedName[] {
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(unpack(xmp).xml, 'text/xml');
  const rdf = first(document, ns.rdf, 'RDF');
  if (!rdf) throw new NotXmp('there is no rdf:RDF in it');
  return [...mwgRegions(rdf), ...microsoftRegions(rdf), ...people(rdf), ...keywords(rdf)].filter(
    ({ name }) => name.trim() !== '' && !nobody.has(name.toLowerCase()),
  );
}

function mwgRegions(rdf: Element): ImportedName[] {
  const regions = first(rdf, ns.mwg, 'Regions');
  if (!regions) return [];
  const size = sizeOf(first(regions, ns.mwg, 'AppliedToDimensions'));
  return itemsOf(first(regions, ns.mwg, 'RegionList')).flatMap((item) => {
    const fields = fieldsOf(item);
    const type = fieldOf(fields, ns.mwg, 'Type') ?? 'Face';
    const area = first(fields, ns.mwg, 'Area');
    const region = area && regionOf(fieldsOf(area), size);
    if (!region || !['face', 'pet'].includes(type.toLowerCase())) return [];
    return { name: fieldOf(fields, ns.mwg, 'Name') ?? '', kind: 'region' as const, region };
  });
}

function sizeOf(element: Element | null): Size | null {
  if (!element) return null;
  const [width, height] = ['w', 'h'].map((key) => Number(fieldOf(fieldsOf(element), ns.dimensions, key) ?? Number.NaN));
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}

/** Centre and size as fractions (MWG guidelines 2.0, 5.9); some write pixels. */
function regionOf(area: Element, size: Size | null): ImportedRegion | null {
  const value = (key: string) => Number(fieldOf(area, ns.area, key) ?? Number.NaN);
  const [x, y, w, h] = [value('x'), value('y'), value('w'), value('h')];
  if (![x, y, w, h].every(Number.isFinite) || w <= 0 || h <= 0) return null;
  const isPixels = fieldOf(area, ns.area, 'unit') === 'pixel' && size !== null;
  const [across, down] = isPixels ? [size.width, size.height] : [1, 1];
  return { box: [(x - w / 2) / across, (y - h / 2) / down, w / across, h / down], frame: 'stored', size };
}

/** Left, top, width and height as fractions. */
function microsoftRegions(rdf: Element): ImportedName[] {
  return itemsOf(first(rdf, ns.microsoftInfo, 'Regions')).flatMap((item) => {
    const fields = fieldsOf(item);
    const numbers = (fieldOf(fields, ns.microsoftRegion, 'Rectangle') ?? '').split(',').map(Number);
    const [x = 0, y = 0, w = 0, h = 0] = numbers;
    if (numbers.length !== 4 || !numbers.every(Number.isFinite) || w <= 0 || h <= 0) return [];
    const name = fieldOf(fields, ns.microsoftRegion, 'PersonDisplayName') ?? '';
    return {
      name,
      kind: 'region' as const,
      region: { box: [x, y, w, h] as const, frame: 'stored' as const, size: null },
    };
  });
}

function people(rdf: Element): ImportedName[] {
  const said = itemTexts(first(rdf, ns.iptc, 'PersonInImage'));
  return [...said, ...tagPaths(rdf).flatMap(personIn)].map((name) => ({ name, kind: 'person', region: null }));
}

/** Tags with the folders that they are in: Lightroom writes `People|Mika`, digiKam and Windows `People/Mika`. */
function tagPaths(rdf: Element): string[][] {
  const lists = [
    [first(rdf, ns.lightroom, 'hierarchicalSubject'), '|'],
    [first(rdf, ns.digikam, 'TagsList'), '/'],
    [first(rdf, ns.microsoftPhoto, 'LastKeywordXMP'), '/'],
  ] as const;
  return lists.flatMap(([list, separator]) => itemTexts(list).map((text) => text.split(separator)));
}

function personIn(path: readonly string[]): string[] {
  const [folder = '', ...below] = path.map((part) => part.trim());
  const name = below.at(-1);
  return name !== undefined && peopleFolders.has(folder.toLowerCase()) ? [name] : [];
}

/** Which of them is a character, the library or the artist says. */
function keywords(rdf: Element): ImportedName[] {
  const words = itemTexts(first(rdf, ns.dublinCore, 'subject')).filter(
    (word) => !peopleFolders.has(word.toLowerCase()),
  );
  return words.map((name) => ({ name, kind: 'keyword', region: null }));
}
