import type { Document, Element } from '@xmldom/xmldom';
import { append, child, children, create, items, ns } from './xmp-elements.ts';

/** What an artist said of a picture and of those in it, as other programs have it. */
export interface SaidOfPicture {
  /** Tags, series, outfits, and other names of those in it. */
  readonly subjects: readonly string[];
  /** From the widest to the narrowest, with `|` between: `Blue Archive|Mika|winter`. */
  readonly hierarchy: readonly string[];
  /** 0: none. */
  readonly rating: number;
  readonly favourite: boolean;
  /** Empty: none. */
  readonly note: string;
}

/** Puts it into a sidecar. What an earlier export put there and is said no more goes; what others put there stays. */
export function sayOfPicture(document: Document, description: Element, said: SaidOfPicture): void {
  fillBag(document, description, subject, said.subjects);
  const paths = [...said.hierarchy, ...wordsBeside(description, said.hierarchy)];
  fillBag(document, description, hierarchy, paths);
  // Where it is there, digiKam reads no other list.
  if (children(description, tagsList.prefix, tagsList.name).length > 0)
    fillBag(document, description, tagsList, paths.length > 0 ? paths.map(asTagPath) : said.subjects.map(asTagLevel));
  rate(description, said.rating);
  if (said.favourite) description.setAttributeNS(ns.dramatis, 'dramatis:Favourite', 'True');
  else description.removeAttributeNS(ns.dramatis, 'Favourite');
  note(document, description, said.note);
}

interface Bag {
  readonly prefix: 'dc' | 'lr' | 'digiKam';
  readonly name: string;
  readonly kind: 'Bag' | 'Seq';
  /** Where it is noted which of its items are ours. */
  readonly ours: string;
}

const subject: Bag = { prefix: 'dc', name: 'subject', kind: 'Bag', ours: 'Subject' };
const hierarchy: Bag = { prefix: 'lr', name: 'hierarchicalSubject', kind: 'Bag', ours: 'Hierarchy' };
const tagsList: Bag = { prefix: 'digiKam', name: 'TagsList', kind: 'Seq', ours: 'TagsList' };

/**
 * Words without a place in the hierarchy stand there by themselves, as Lightroom has them: digiKam reads no others where there is one. Where nobody has
 * made one there is none.
 */
function wordsBeside(description: Element, paths: readonly string[]): string[] {
  const before = new Set(children(description, 'dramatis', hierarchy.ours).flatMap(textsOf));
  const others = textsIn(description, hierarchy).filter((text) => !before.has(text));
  const all = [...paths, ...others];
  const placed = new Set(all.flatMap((path) => path.split('|')));
  return all.length === 0
    ? []
    : textsIn(description, subject)
        .map(asLevel)
        .filter((word) => !placed.has(word));
}

function textsIn(description: Element, { prefix, name }: Bag): string[] {
  return children(description, prefix, name).flatMap(textsOf);
}

/** A level of a hierarchy has no bar of its own. */
export function asLevel(word: string): string {
  return word.replaceAll('|', '/');
}

/** digiKam parts levels by slashes. */
function asTagPath(path: string): string {
  return path.split('|').map(asTagLevel).join('/');
}

function asTagLevel(word: string): string {
  return word.replaceAll('/', '-');
}

function fillBag(
  document: Document,
  description: Element,
  { prefix, name, kind, ours }: Bag,
  wanted: readonly string[],
): void {
  const [noted] = children(description, 'dramatis', ours);
  const before = noted ? textsOf(noted) : [];
  if (before.length === 0 && wanted.length === 0) return;
  const bag = child(document, child(document, description, prefix, name), 'rdf', kind);
  const others = new Set(
    items(bag)
      .map(textOf)
      .filter((text) => !before.includes(text)),
  );
  const added = wanted.filter((text) => !others.has(text));
  // A sidecar that says so already stays as it is, to the byte.
  if (added.join('\n') === before.join('\n')) return;
  for (const item of items(bag)) if (before.includes(textOf(item))) bag.removeChild(item);
  for (const text of added) append(bag, itemOf(document, text));
  if (noted) description.removeChild(noted);
  if (added.length === 0) return;
  const note = child(document, child(document, description, 'dramatis', ours), 'rdf', 'Bag');
  for (const text of added) append(note, itemOf(document, text));
}

function itemOf(document: Document, text: string): Element {
  const item = create(document, 'rdf', 'li');
  item.appendChild(document.createTextNode(text));
  return item;
}

function textsOf(list: Element): string[] {
  return ['Bag', 'Seq'].flatMap((kind) => children(list, 'rdf', kind)).flatMap((bag) => items(bag).map(textOf));
}

function textOf(item: Element): string {
  return item.textContent?.trim() ?? '';
}

/** Stars that the artist gave take the place of others; without any, only our own go. */
function rate(description: Element, rating: number): void {
  const ours = description.getAttributeNS(ns.dramatis, 'Rating');
  const [element] = children(description, 'xmp', 'Rating');
  const there = description.getAttributeNS(ns.xmp, 'Rating') ?? element?.textContent ?? null;
  if (rating > 0) {
    if (element) element.textContent = String(rating);
    else description.setAttributeNS(ns.xmp, 'xmp:Rating', String(rating));
    description.setAttributeNS(ns.dramatis, 'dramatis:Rating', String(rating));
  } else if (ours !== null && ours !== '') {
    description.removeAttributeNS(ns.dramatis, 'Rating');
    if (there !== ours) return;
    if (element) description.removeChild(element);
    else description.removeAttributeNS(ns.xmp, 'Rating');
  }
}

/** A note is a description where the picture has none, or an earlier note of ours; what another program says of it stays. */
function note(document: Document, description: Element, wanted: string): void {
  const [ours] = children(description, 'dramatis', 'Note');
  const [there] = children(description, 'dc', 'description');
  const before = ours?.textContent ?? '';
  const said = there?.textContent?.trim() ?? description.getAttributeNS(ns.dc, 'description') ?? '';
  if (wanted === before || (said !== '' && said !== before.trim())) return;
  for (const element of [ours, there]) if (element) description.removeChild(element);
  if (wanted === '') return;
  append(description, create(document, 'dramatis', 'Note')).textContent = wanted;
  const languages = append(append(description, create(document, 'dc', 'description')), create(document, 'rdf', 'Alt'));
  const text = append(languages, itemOf(document, wanted));
  text.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:lang', 'x-default');
}
