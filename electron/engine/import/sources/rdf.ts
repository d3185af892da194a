import type { Document, Element } from '@xmldom/xmldom';

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  mwg: 'http://www.metadataworkinggroup.com/schemas/regions/',
  dimensions: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  area: 'http://ns.adobe.com/xmp/sType/Area#',
  iptc: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  dublinCore: 'http://purl.org/dc/elements/1.1/',
  lightroom: 'http://ns.adobe.com/lightroom/1.0/',
  digikam: 'http://www.digikam.org/ns/1.0/',
  microsoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  microsoftInfo: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
  microsoftRegion: 'http://ns.microsoft.com/photo/1.2/t/Region#',
} as const;

/** The first element of a name inside another, at any depth. */
export function first(within: Document | Element, namespace: string, name: string): Element | null {
  return within.getElementsByTagNameNS(namespace, name).item(0);
}

/** Where the fields of a structure are: some writers put an rdf:Description around them. */
export function fieldsOf(structure: Element): Element {
  return childrenOf(structure, namespaces.rdf, 'Description')[0] ?? structure;
}

/** A field of a structure, which RDF writes as an attribute or as an element. */
export function fieldOf(fields: Element, namespace: string, name: string): string | null {
  if (fields.hasAttributeNS(namespace, name)) return fields.getAttributeNS(namespace, name);
  return childrenOf(fields, namespace, name)[0]?.textContent ?? null;
}

/** The items of a property that is a list (rdf:Bag, rdf:Seq or rdf:Alt). */
export function itemsOf(property: Element | null): Element[] {
  if (!property) return [];
  const lists = ['Bag', 'Seq', 'Alt'].flatMap((kind) => childrenOf(property, namespaces.rdf, kind));
  return lists.flatMap((list) => childrenOf(list, namespaces.rdf, 'li'));
}

export function itemTexts(property: Element | null): string[] {
  return itemsOf(property).map((item) => (item.textContent ?? '').trim());
}

function childrenOf(parent: Element, namespace: string, name: string): Element[] {
  return [...parent.getElementsByTagNameNS(namespace, name)].filter(({ parentNode }) => parentNode === parent);
}
