import { holdsBytes, mayHoldBytes } from '../../../electron/contract/channel/holds-bytes.ts';

/** The page's end of `json-channel.ts`, which needs Node: bytes travel in JSON as `{ $bytes: base64 }`. */

/** So many numbers may be the arguments of one call. */
const chunk = 0x8000;

export function encode(message: unknown): string {
  if (!holdsBytes(message)) return JSON.stringify(message);
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: toBase64(value) } : value,
  );
}

export function decode(text: string): unknown {
  if (!mayHoldBytes(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (isBytes(value) ? fromBase64(value.$bytes) : value));
}

function isBytes(value: unknown): value is { readonly $bytes: string } {
  return typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += chunk)
    text += String.fromCharCode(...bytes.subarray(from, from + chunk));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
