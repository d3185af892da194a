/** A face whose identity is known, with its embedding (length 1). */
export interface KnownFace {
  readonly identity: string;
  /** Faces of one identity with the same drawing are never compared. */
  readonly drawing: string;
  readonly vector: Float32Array;
}

export interface Verification {
  readonly faces: number;
  readonly identities: number;
  /** The best F1 over pairs that any threshold reaches, with its precision, recall and cosine. */
  readonly best: PairAccuracy;
  /** At a threshold that was given. */
  readonly at: PairAccuracy;
  /** Equal error rate: where as many same pairs are refused as different pairs accepted, as shares. */
  readonly eer: number;
  /** Share of same pairs accepted where one of a thousand different pairs is accepted (TAR at FAR 1e-3). */
  readonly tar: number;
  /** Share of faces with a face of their identity in another drawing whose nearest face, own drawing excluded, is of their identity. */
  readonly rank1: number;
  /** The lowest cosine from which on pairs reach a precision of .95, and the highest that still has a recall of .95. */
  readonly calibrated: { readonly same: number; readonly maybe: number };
}

interface PairAccuracy {
  readonly cosine: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Judges all pairs of faces across drawings. */
export function verify(faces: readonly KnownFace[], threshold: number): Verification {
  const { same, different, rank1 } = comparePairs(faces);
  return {
    faces: faces.length,
    identities: new Set(faces.map(({ identity }) => identity)).size,
    best: bestF1(same, different),
    at: accuracyAt(same, different, threshold),
    eer: equalErrorRate(same, different),
    tar: acceptedAt(same, different, 1e-3),
    rank1,
    calibrated: {
      same: lowestPrecise(same, different, 0.95),
      maybe: same[Math.ceil(same.length * 0.95) - 1] ?? 1,
    },
  };
}

interface Pairs {
  /** Cosines of all pairs of one identity, and of two, descending. */
  readonly same: Float32Array;
  readonly different: Float32Array;
  readonly rank1: number;
}

interface Nearest {
  cosine: number;
  same: boolean;
  /** Whether another drawing shows the identity at all. */
  findable: boolean;
}

export function comparePairs(faces: readonly KnownFace[]): Pairs {
  const same: number[] = [];
  const different: number[] = [];
  const nearest = faces.map((): Nearest => ({ cosine: -Infinity, same: false, findable: false }));
  for (const [first, a] of faces.entries()) {
    for (let second = first + 1; second < faces.length; second++) {
      const b = faces[second] as KnownFace;
      const isSame = a.identity === b.identity;
      if (isSame && a.drawing === b.drawing) continue;
      const cosine = dot(a.vector, b.vector);
      (isSame ? same : different).push(cosine);
      for (const index of [first, second]) note(nearest[index] as Nearest, cosine, isSame);
    }
  }
  const findable = nearest.filter((one) => one.findable);
  const rank1 = findable.filter((one) => one.same).length / findable.length;
  return { same: descending(same), different: descending(different), rank1 };
}

function note(nearest: Nearest, cosine: number, same: boolean): void {
  if (same) nearest.findable = true;
  if (cosine <= nearest.cosine) return;
  nearest.cosine = cosine;
  nearest.same = same;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function descending(values: readonly number[]): Float32Array {
  return Float32Array.from(values).sort().reverse();
}

/** How many of the descending values are at least `limit`. */
function countFrom(values: Float32Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) >= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function accuracyAt(same: Float32Array, different: Float32Array, cosine: number): PairAccuracy {
  const right = countFrom(same, cosine);
  const wrong = countFrom(different, cosine);
  const precision = right + wrong > 0 ? right / (right + wrong) : 0;
  const recall = right / same.length;
  return { cosine, precision, recall, f1: (2 * right) / (right + wrong + same.length) };
}

/** F1 only rises where another same pair is accepted: their cosines are all the thresholds that matter. */
function bestF1(same: Float32Array, different: Float32Array): PairAccuracy {
  let best = accuracyAt(same, different, 1);
  for (const cosine of new Set(same)) {
    const candidate = accuracyAt(same, different, cosine);
    if (candidate.f1 > best.f1) best = candidate;
  }
  return best;
}

function lowestPrecise(same: Float32Array, different: Float32Array, precision: number): number {
  const precise = [...new Set(same)].filter((cosine) => accuracyAt(same, different, cosine).precision >= precision);
  return precise.at(-1) ?? 1;
}

function equalErrorRate(same: Float32Array, different: Float32Array): number {
  let best = { gap: Infinity, rate: 1 };
  for (const cosine of new Set(same)) {
    const refused = 1 - countFrom(same, cosine) / same.length;
    const accepted = countFrom(different, cosine) / different.length;
    const gap = Math.abs(refused - accepted);
    if (gap < best.gap) best = { gap, rate: (refused + accepted) / 2 };
  }
  return best.rate;
}

function acceptedAt(same: Float32Array, different: Float32Array, falseRate: number): number {
  const firstRefused = different[Math.floor(different.length * falseRate)] ?? -1;
  // Less than the step between two float32 numbers near 1.
  return countFrom(same, firstRefused + 1e-9) / same.length;
}
