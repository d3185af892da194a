import { noPreview, previewOf } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';

/** "PDN3", then how long the header is: 24 bits, little-endian. */
const headerAt = 7;

/** Paint.NET: the small picture in the XML before the document, which is a serialized .NET object. Errors as a Reader. */
export function readPdn(file: FileBytes, makeRoom: MakeRoom): Reading {
  const length = Buffer.from(file.read(4, 3)).readUIntLE(0, 3);
  makeRoom(length * 3);
  const header = Buffer.from(file.read(headerAt, length)).toString('latin1');
  const thumb = /<thumb\s[^>]*?\bpng="([^"]+)"/.exec(header)?.[1];
  if (!thumb) throw noPreview();
  return previewOf(Buffer.from(thumb, 'base64'));
}
