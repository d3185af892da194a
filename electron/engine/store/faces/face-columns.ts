import type { Face } from '../../../contract/api/faces-api.ts';

/**
 * What models say of a face besides its box and its vector: columns of `face` that are named as in the contract. `FaceStore` and
 * `FaceWriter` go by this list. A new one has to allow NULL: faces that were read before have no value until a new
 * model version reads their pictures again, and a face that an artist draws has none until its picture is read again.
 */
export const modelColumns = ['score'] as const satisfies readonly (keyof Face)[];

/** The values of these columns; they are stored as they are. */
export type ModelValues = Pick<Face, (typeof modelColumns)[number]>;

/** SQL: the columns of `face`, in the order of the list. */
export const selectModelColumns = modelColumns.map((column) => `face.${column}`).join(', ');

/** The values alone, of a row or a face that has more. */
export function modelValuesOf(from: ModelValues): ModelValues {
  return Object.fromEntries(modelColumns.map((column) => [column, from[column]])) as unknown as ModelValues;
}
