import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipContent {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the archive says of its size; default: the truth. */
  readonly claimed?: number;
  readonly stored?: boolean;
}

/** A zip archive of a few files. */
export function zip(contents: readonly ZipContent[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const content of contents) {
    const packed = content.stored ? Buffer.from(content.bytes) : deflateRawSync(content.bytes);
    const facts = factsOf(content, packed.length);
    const name = Buffer.from(content.name);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed]);
    const central = Buffer.alloc(46 - 4 - 2 - facts.length);
    central.writeUInt32LE(at, central.length - 4);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, central, name]));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(contents.length, 8);
  end.writeUInt16LE(contents.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

/** The fields that the header of an entry and the list of entries have in common. */
function factsOf({ name, bytes, claimed = bytes.length, stored }: ZipContent, packed: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(stored ? 0 : 8, 4);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(packed, 14);
  facts.writeUInt32LE(claimed, 18);
  facts.writeUInt16LE(Buffer.byteLength(name), 22);
  return facts;
}
