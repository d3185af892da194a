import { deflateSync } from 'node:zlib';

interface Thumb {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

/** A file of MediBang Paint or FireAlpaca with one layer, and the small picture of the whole. */
export function mdp(thumb: Thumb | null, packed = true): Buffer {
  const tag = thumb ? `<Thumb width="${thumb.width}" height="${thumb.height}" bin="thumb" />` : '';
  const xml = Buffer.from(
    `<?xml version="1.0"?><Mdiapp width="900" height="600"><Layer bin="layer0img"/>${tag}</Mdiapp>`,
  );
  const blocks = [block('layer0img', Buffer.alloc(5000, 3), true)];
  if (thumb) blocks.push(block('thumb', swapped(thumb.data), packed));
  const header = Buffer.alloc(20);
  header.write('mdipack\0', 'latin1');
  header.writeUInt32LE(xml.length, 12);
  header.writeUInt32LE(Buffer.concat(blocks).length, 16);
  return Buffer.concat([header, xml, ...blocks]);
}

function block(name: string, bytes: Buffer, isPacked: boolean): Buffer {
  const stored = isPacked ? deflateSync(bytes) : bytes;
  const header = Buffer.alloc(132);
  header.write('PAC ', 'latin1');
  header.writeUInt32LE(isPacked ? 1 : 0, 8);
  header.writeUInt32LE(stored.length, 12);
  header.writeUInt32LE(bytes.length, 16);
  header.write(name, 68, 'latin1');
  return Buffer.concat([header, stored]);
}

/** RGBA to BGRA. */
function swapped(data: Uint8Array): Buffer {
  const bytes = Buffer.from(data);
  for (let at = 0; at < bytes.length; at += 4) [bytes[at], bytes[at + 2]] = [data[at + 2] ?? 0, data[at] ?? 0];
  return bytes;
}
