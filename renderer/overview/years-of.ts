import type { MonthOfFaces } from '../../electron/contract/api/overview-api.ts';

/** The years with a face, each with all of its months. */
export function yearsOf(months: readonly MonthOfFaces[]): (readonly [year: string, months: readonly MonthOfFaces[]])[] {
  return [...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, known]) => {
    const all = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
    return [year, all.map((month) => known.find((one) => one.month === month) ?? { month, named: 0, unnamed: 0 })];
  });
}
