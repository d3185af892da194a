/** How a server keeps vectors: as pgvector's halves, or as bytes. */
export type VectorForm = 'halfvec' | 'bytea';

/** Halves have 11 bits: so many digits say all of them. */
const digits = 5;

/** A vector as the server takes it, in halves. */
export function vectorToText(vector: Float32Array, form: VectorForm): string {
  const halves = new Float16Array(vector);
  if (form === 'bytea') return Buffer.from(halves.buffer).toString('base64');
  return `[${Array.from(halves, (value) => Number(value.toPrecision(digits))).join(',')}]`;
}

/** A vector as the server says it, of unit length again. Null where that is none of this model: what others send is not trusted. */
export function vectorFromText(text: string, dimensions: number): Float32Array | null {
  const values = text.startsWith('[') ? listed(text) : halvesFrom(Buffer.from(text, 'base64'));
  return values?.length === dimensions ? unitOf(values) : null;
}

/** As they are stored, little-endian. */
export function halvesFrom(bytes: Uint8Array): Float32Array | null {
  if (bytes.byteLength % 2 !== 0) return null;
  return new Float32Array(new Float16Array(new Uint8Array(bytes).buffer));
}

function listed(text: string): Float32Array {
  return Float32Array.from(text.slice(1, -1).split(','), Number);
}

function unitOf(vector: Float32Array): Float32Array | null {
  const length = Math.hypot(...vector);
  // Halves round to less than a thousandth.
  if (!(length > 0.9 && length < 1.1)) return null;
  return vector.map((value) => value / length);
}
