/** Months as calendars show them; days are written `2026-11-30`, months `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7);

export function shift(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** Whole weeks from Monday on, with days of the months beside it. */
export function weeks(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const all: string[][] = [];
  do {
    const week = Array.from({ length: 7 }, () => {
      const day = first.toISOString().slice(0, 10);
      first.setUTCDate(first.getUTCDate() + 1);
      return day;
    });
    all.push(week);
  } while (monthOf(first.toISOString()) === month);
  return all;
}
