/** The time of a day, a month or a year, where the artist is: from its first millisecond to the first after it. */
export function daysOf(day: string): { readonly fromMs: number; readonly toMs: number } {
  const [year = 0, month, date] = day.split('-').map(Number);
  const from = new Date(year, (month ?? 1) - 1, date ?? 1);
  const to = new Date(from);
  if (month === undefined) to.setFullYear(year + 1);
  else if (date === undefined) to.setMonth(month);
  else to.setDate(date + 1);
  return { fromMs: from.getTime(), toMs: to.getTime() };
}
