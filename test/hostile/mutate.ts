import { knownEndings } from '../../electron/contract/formats.ts';
import type { HostileSample } from './samples.ts';

type Random = () => number;
type Damage = (bytes: Buffer, random: Random) => Buffer;

/** One of the samples, damaged in one to three ways. */
export function mutate(samples: readonly HostileSample[], random: Random): HostileSample {
  const sample = pick(samples, random);
  let { bytes } = sample;
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times && bytes.length > 0; time += 1) bytes = pick(damages, random)(bytes, random);
  // Content wins over the ending, whatever that is.
  const ending = random() < 0.1 ? pick(knownEndings, random) : sample.ending;
  return { ending, bytes };
}

const damages: readonly Damage[] = [
  cutOff,
  cutOffAtChunk,
  flipBits,
  setNumber,
  setNumber,
  moveBytes,
  repeatBytes,
  fillWithNoise,
];

/** Heads are short, and say what the rest means: half of all damage is done there. */
function placeIn(bytes: Buffer, random: Random): number {
  return Math.floor(random() * (random() < 0.5 ? Math.min(bytes.length, 256) : bytes.length));
}

function cutOff(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, placeIn(bytes, random));
}

/** Chunks are known by four letters; their length lies before or behind these. */
function cutOffAtChunk(bytes: Buffer, random: Random): Buffer {
  const chunks = [...bytes.toString('latin1').matchAll(/[A-Za-z0-9]{4}/g)].map(({ index }) => index);
  const at = chunks.length > 0 ? pick(chunks, random) : 0;
  return bytes.subarray(0, Math.max(0, at + pick([-8, -4, 0, 4, 8, 12], random)));
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const flips = 1 + Math.floor(random() * 16);
  for (let flip = 0; flip < flips; flip += 1) {
    const at = placeIn(changed, random);
    changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return changed;
}

/** What a number of 8 to 64 bits may be at its limits. */
const limits = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0x8000n,
  0xffffn,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  2n ** 63n,
  2n ** 64n - 1n,
];

function setNumber(bytes: Buffer, random: Random): Buffer {
  const length = pick([1, 2, 4, 4, 8], random);
  const changed = Buffer.from(bytes);
  const word = Buffer.alloc(8);
  word.writeBigUInt64BE(BigInt.asUintN(8 * length, pick(limits, random)));
  const value = word.subarray(8 - length);
  value.copy(changed, placeIn(changed, random));
  if (random() < 0.5) Buffer.from(value).reverse().copy(changed, placeIn(changed, random));
  return changed;
}

function moveBytes(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const from = placeIn(bytes, random);
  bytes.copy(changed, placeIn(bytes, random), from, from + Math.floor(random() * 256));
  return changed;
}

function repeatBytes(bytes: Buffer, random: Random): Buffer {
  const at = placeIn(bytes, random);
  const piece = bytes.subarray(at, at + 1 + Math.floor(random() * 64));
  const times = 1 + Math.floor(random() * 100);
  return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: times }, () => piece), bytes.subarray(at)]);
}

function fillWithNoise(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const at = placeIn(bytes, random);
  const end = Math.min(changed.length, at + Math.floor(random() * 512));
  for (let place = at; place < end; place += 1) changed[place] = Math.floor(random() * 256);
  return changed;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}
