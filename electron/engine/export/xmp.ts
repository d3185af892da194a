import type { Rating } from '../../contract/catalogue-model.ts';
import { DOMParser, onErrorStopParsing, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { append, child, children, create, first, items, ns, setAttributes } from './xmp-elements.ts';
import { sayOfPicture, type SaidOfPicture } from './xmp-subjects.ts';

/** A face as XMP has it: centre and size as fractions of the picture (MWG guidelines 2.0, image regions). */
export interface Region {
  readonly id: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** What the artist said of the character; 0, false and an empty text: nothing. */
  readonly rating: Rating;
  readonly favourite: boolean;
  readonly note: string;
}

export interface RegionsOfPicture {
  readonly width: number;
  readonly height: number;
  readonly regions: readonly Region[];
  /** These are brought up to date where an earlier export wrote them, and not added otherwise. */
  readonly ifThere: readonly Region[];
  readonly said?: SaidOfPicture;
}

/** XML, but no XMP. */
export class NotXmp extends Error {}

/** What an error says, without the parser's own words about its handler. */
export function saidBy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Reporting error "(.*)" caused \w+$/su, '$1');
}

const empty = `<x:xmpmeta xmlns:x="${ns.x}"><rdf:RDF xmlns:rdf="${ns.rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`;
const digits = 6;

/**
 * The sidecar with these regions: a new one where there is none. Everything else in it stays, other programs' regions
 * included: a face that one of them has named already is left to it. Regions that an earlier export wrote are brought up
 * to date, and go where their face has no name any more. Throws ParseError where the text is no XML, NotXmp where it is no XMP.
 */
export function mergeRegions(xmp: string | null, picture: RegionsOfPicture): string {
  const { head, xml, tail } = unpack(xmp ?? empty);
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');
  const description = descriptionOf(document);
  const { fields, bag } = listOf(document, description);
  const ours = items(bag).filter((item) => ourFace(item) !== null);
  const before = new Set(ours.map(ourFace));
  for (const item of ours) bag.removeChild(item);
  const others = items(bag);
  measure(document, fields, picture, others.length === 0);
  const wanted = [...picture.regions, ...picture.ifThere.filter(({ id }) => before.has(id))];
  const added = wanted.filter((region) => !others.some((item) => overlaps(areaOf(item), region)));
  for (const region of added) bag.appendChild(toItem(document, region));
  addPeople(document, description, added);
  if (picture.said) sayOfPicture(document, description, picture.said);
  return head + new XMLSerializer().serializeToString(document) + tail;
}

/** The document without what other programs put around it and a parser refuses: a byte order mark in front, zero bytes behind. */
export function unpack(text: string): { head: string; xml: string; tail: string } {
  const start = text.length - text.trimStart().length;
  let end = text.length;
  while (end > start && (text[end - 1] === '\0' || text[end - 1]?.trim() === '')) end -= 1;
  return { head: text.slice(0, start), xml: text.slice(start, end), tail: text.slice(end) };
}

function descriptionOf(document: Document): Element {
  const rdf = first(document, 'rdf', 'RDF');
  if (!rdf) throw new NotXmp('there is no rdf:RDF in it');
  const known = [...children(rdf, 'rdf', 'Description')];
  const holder = known.find((each) => children(each, 'mwg-rs', 'Regions').length > 0) ?? known[0];
  return holder ?? append(rdf, create(document, 'rdf', 'Description', { 'rdf:about': '' }));
}

function listOf(document: Document, description: Element): { fields: Element; bag: Element } {
  const regions =
    children(description, 'mwg-rs', 'Regions')[0] ??
    append(description, create(document, 'mwg-rs', 'Regions', { 'rdf:parseType': 'Resource' }));
  // Some writers put a Description between a structure and its fields.
  const fields = children(regions, 'rdf', 'Description')[0] ?? regions;
  const list = child(document, fields, 'mwg-rs', 'RegionList');
  return { fields, bag: children(list, 'rdf', 'Seq')[0] ?? child(document, list, 'rdf', 'Bag') };
}

/** The size that the regions are of. One that another program's regions stand by is left as it is. */
function measure(document: Document, fields: Element, { width, height }: RegionsOfPicture, onlyOurs: boolean): void {
  const size = { 'stDim:w': String(width), 'stDim:h': String(height), 'stDim:unit': 'pixel' };
  const [known] = children(fields, 'mwg-rs', 'AppliedToDimensions');
  if (known && onlyOurs && known.hasAttributeNS(ns.stDim, 'w')) setAttributes(known, size);
  if (known || fields.hasAttributeNS(ns['mwg-rs'], 'AppliedToDimensions')) return;
  fields.insertBefore(create(document, 'mwg-rs', 'AppliedToDimensions', size), fields.firstChild);
}

function toItem(document: Document, { id, name, x, y, w, h, rating, favourite, note }: Region): Element {
  const item = create(document, 'rdf', 'li');
  const region = create(document, 'rdf', 'Description', { 'mwg-rs:Name': name, 'mwg-rs:Type': 'Face' });
  // The guidelines have a place for a text about who is in a region; for stars and hearts they have none.
  if (note !== '') append(region, create(document, 'mwg-rs', 'Description')).textContent = note;
  const ours = {
    'dramatis:Face': String(id),
    ...(rating > 0 ? { 'dramatis:Rating': String(rating) } : {}),
    ...(favourite ? { 'dramatis:Favourite': 'True' } : {}),
  };
  const area: Record<string, string> = { 'stArea:unit': 'normalized' };
  for (const [key, value] of Object.entries({ x, y, w, h })) area[`stArea:${key}`] = value.toFixed(digits);
  region.appendChild(create(document, 'mwg-rs', 'Area', area));
  region.appendChild(create(document, 'mwg-rs', 'Extensions', ours));
  item.appendChild(region);
  return item;
}

/** Names that are missing join the list of people; none is taken out, since nobody knows who put it in. */
function addPeople(document: Document, description: Element, regions: readonly Region[]): void {
  if (regions.length === 0) return;
  const bag = child(document, child(document, description, 'Iptc4xmpExt', 'PersonInImage'), 'rdf', 'Bag');
  const known = new Set(items(bag).map((item) => item.textContent?.trim()));
  for (const name of new Set(regions.map((region) => region.name))) {
    if (known.has(name)) continue;
    const item = create(document, 'rdf', 'li');
    item.appendChild(document.createTextNode(name));
    bag.appendChild(item);
  }
}

type Area = Pick<Region, 'x' | 'y' | 'w' | 'h'>;

function areaOf(item: Element): Area | null {
  const area = first(item, 'mwg-rs', 'Area');
  if (!area) return null;
  const value = (key: string) =>
    Number(area.getAttributeNS(ns.stArea, key) ?? children(area, 'stArea', key)[0]?.textContent);
  const found = { x: value('x'), y: value('y'), w: value('w'), h: value('h') };
  return Object.values(found).every(Number.isFinite) ? found : null;
}

/** The same face: more than half of what both cover together (intersection over union). */
function overlaps(a: Area | null, b: Area): boolean {
  if (!a) return false;
  const shared = (p: number, size: number, q: number, other: number) =>
    Math.max(0, Math.min(p + size / 2, q + other / 2) - Math.max(p - size / 2, q - other / 2));
  const both = shared(a.x, a.w, b.x, b.w) * shared(a.y, a.h, b.y, b.h);
  return both > 0.5 * (a.w * a.h + b.w * b.h - both);
}

/** The face that an earlier export wrote this region for; null: another program wrote it. */
function ourFace(item: Element): number | null {
  const extensions = first(item, 'mwg-rs', 'Extensions');
  if (!extensions) return null;
  const face =
    extensions.getAttributeNS(ns.dramatis, 'Face') ?? children(extensions, 'dramatis', 'Face')[0]?.textContent;
  return face === undefined || face === null || face === '' ? null : Number(face);
}
