/** How likely two faces show one character, by their cosine: points [cosine, probability], both rising. */
export type ProbabilityTable = readonly (readonly [cosine: number, probability: number])[];

/** Between the points of the table on a straight line, outside them as at its ends. A table without points says 0. */
export function probabilityOf(cosine: number, table: ProbabilityTable): number {
  const next = table.findIndex(([at]) => at >= cosine);
  const [highCosine, high] = table[next] ?? table.at(-1) ?? [1, 0];
  const [lowCosine, low] = table[next - 1] ?? [highCosine, high];
  if (highCosine === lowCosine || cosine >= highCosine) return high;
  return low + ((high - low) * (cosine - lowCosine)) / (highCosine - lowCosine);
}

/** A table for a model without one, from its thresholds: at `same` 95 of 100 pairs are right, at `maybe` few are. */
export function tableFromThresholds({ same, maybe }: { same: number; maybe: number }): ProbabilityTable {
  const rest = maybe < same ? [[maybe, 0.05] as const] : [];
  return [[-1, 0], ...rest, [same, 0.95], [1, 1]];
}
