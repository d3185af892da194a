import type { Document, Element } from '@xmldom/xmldom';

/** The names of what we read and write in XMP. */
export const ns = {
  x: 'adobe:ns:meta/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  dramatis: 'urn:dramatis:xmp:1',
} as const;
type Prefix = keyof typeof ns;

export function items(bag: Element): Element[] {
  return children(bag, 'rdf', 'li');
}

export function first(within: Document | Element, prefix: Prefix, name: string): Element | null {
  return within.getElementsByTagNameNS(ns[prefix], name).item(0);
}

export function child(document: Document, parent: Element, prefix: Prefix, name: string): Element {
  return children(parent, prefix, name)[0] ?? append(parent, create(document, prefix, name));
}

export function append(parent: Element, element: Element): Element {
  parent.appendChild(element);
  return element;
}

export function children(parent: Element, prefix: Prefix, name: string): Element[] {
  return [...parent.getElementsByTagNameNS(ns[prefix], name)].filter(({ parentNode }) => parentNode === parent);
}

export function create(
  document: Document,
  prefix: Prefix,
  name: string,
  attributes: Record<string, string> = {},
): Element {
  const element = document.createElementNS(ns[prefix], `${prefix}:${name}`);
  setAttributes(element, attributes);
  return element;
}

export function setAttributes(element: Element, attributes: Record<string, string>): void {
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttributeNS(ns[key.slice(0, key.indexOf(':')) as Prefix], key, value);
  }
}
