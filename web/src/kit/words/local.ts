/** What a `datetime-local` field holds, in the reader's own time zone. */
export function toField(at_ms: number | null): string {
  if (at_ms === null) return '';
  const shifted = at_ms - new Date(at_ms).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}

export function fromField(text: string): number | null {
  const at_ms = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at_ms) ? null : at_ms;
}
