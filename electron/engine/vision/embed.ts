/**
 * Embeddings from the network's answers. `answers` holds one row of `dimensions` numbers per crop and, where `mirrored`, then one
 * per crop's mirror image in the same order. An embedding is the (sum of the) answers at length 1, so that a dot product is
 * the cosine similarity; an answer of zeros stays zeros.
 */
export function readEmbeddings(answers: Float32Array, dimensions: number, mirrored: boolean): Float32Array[] {
  const crops = answers.length / dimensions / (mirrored ? 2 : 1);
  return Array.from({ length: crops }, (_, crop) => {
    const embedding = row(answers, crop, dimensions).slice();
    if (mirrored) add(embedding, row(answers, crops + crop, dimensions));
    return normalise(embedding);
  });
}

/** The mean of the embeddings of each face's crops, at length 1; `crops` crops a face, one after another. */
export function meanEmbeddings(embeddings: readonly Float32Array[], crops: number): Float32Array[] {
  if (crops === 1) return [...embeddings];
  return Array.from({ length: embeddings.length / crops }, (_, face) => {
    const [first, ...others] = embeddings.slice(face * crops, (face + 1) * crops);
    const mean = (first ?? new Float32Array()).slice();
    for (const other of others) add(mean, other);
    return normalise(mean);
  });
}

function row(answers: Float32Array, index: number, dimensions: number): Float32Array {
  return answers.subarray(index * dimensions, (index + 1) * dimensions);
}

function add(sum: Float32Array, other: Float32Array): void {
  for (const [index, value] of other.entries()) sum[index] = (sum[index] as number) + value;
}

function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
