import { inflateSync } from 'node:zlib';
import { bufferAt } from '../buffer-at.ts';
import { bytesFor, checkLength } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { noPreview } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';

const headerBytes = 20;
const blockHeaderBytes = 132;
const nameAt = 68;
/** One a layer, and a few more. */
const mostBlocks = 10_000;
const longestXml = 64 * 1024 * 1024;

/** MediBang Paint and FireAlpaca: the small picture among the blocks that follow the description, BGRA. Errors as a Reader. */
export function readMdp(file: FileBytes, makeRoom: MakeRoom): Reading {
  const xmlLength = bufferAt(file, 0, headerBytes).readUInt32LE(12);
  checkLength(xmlLength, longestXml);
  makeRoom(xmlLength * 3);
  const thumb = /<Thumb\s[^>]*>/.exec(bufferAt(file, headerBytes, xmlLength).toString('latin1'))?.[0] ?? '';
  const [width, height] = [numberOf(thumb, 'width'), numberOf(thumb, 'height')];
  if (width === 0 || height === 0) throw noPreview();
  const bytes = bytesFor({ width, height }, 4);
  makeRoom(bytes * 3);
  const data = unpacked(findBlock(file, headerBytes + xmlLength, textOf(thumb, 'bin') || 'thumb'), file, bytes);
  for (let at = 0; at < data.length; at += 4) [data[at], data[at + 2]] = [data[at + 2] as number, data[at] as number];
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: true };
}

interface Block {
  readonly at: number;
  readonly length: number;
  readonly isPacked: boolean;
}

function findBlock(file: FileBytes, from: number, name: string): Block {
  let at = from;
  for (let block = 0; block < mostBlocks && at + blockHeaderBytes <= file.size; block += 1) {
    const header = bufferAt(file, at, blockHeaderBytes);
    if (header.toString('latin1', 0, 4) !== 'PAC ') break;
    const length = header.readUInt32LE(12);
    at += blockHeaderBytes;
    if (header.toString('latin1', nameAt).replace(/\0[^]*$/, '') === name)
      return { at, length, isPacked: header.readUInt32LE(8) === 1 };
    at += length;
  }
  throw noPreview();
}

function unpacked({ at, length, isPacked }: Block, file: FileBytes, bytes: number): Uint8Array {
  // What is packed is never longer than what it packs, but for a few bytes a block.
  checkLength(length, bytes * 2 + 1024);
  const stored = bufferAt(file, at, length);
  const data = isPacked ? inflateSync(stored, { maxOutputLength: bytes }) : stored;
  if (data.length !== bytes) throw new SkipError('corrupt', 'its preview has another size');
  return Uint8Array.from(data);
}

function textOf(tag: string, attribute: string): string {
  return new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function numberOf(tag: string, attribute: string): number {
  return Number.parseInt(textOf(tag, attribute), 10) || 0;
}
