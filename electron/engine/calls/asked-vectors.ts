import type { FindQuery } from '../../contract/api/find-api.ts';
import type { Stores } from '../store/stores.ts';
import { existingFace } from './existing.ts';
import type { Recognition } from './recognition-access.ts';

/** The vector that is asked for, as the models made it; none for a face of the library that is not embedded yet. */
export function vectorOf(stores: Stores, { samples }: Recognition, query: FindQuery): Float32Array | null {
  if ('sample' in query) return samples.vectorOf(query.sample, query.face);
  return stores.faces.embeddingOf(existingFace(stores, query.libraryFace).id) ?? null;
}
