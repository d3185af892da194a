/** Whether there are bytes anywhere in what is about to be sent as JSON: only then each value has to be looked at while it is written. */
export function holdsBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Uint8Array) return true;
  for (const key in value) if (holdsBytes((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** Whether there may be bytes in such a text, as `{ $bytes: base64 }`. */
export function mayHoldBytes(text: string): boolean {
  return text.includes('"$bytes"');
}
