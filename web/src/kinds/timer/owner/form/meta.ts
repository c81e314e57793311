/** What a caller keeps of their own beside a participant, as it is written into a field. */
type Meta = Record<string, unknown> | null;

export function metaWritten(meta: Meta): string {
  return meta === null ? '' : JSON.stringify(meta);
}

/** `undefined` for what is no JSON object. */
export function metaRead(text: string): Meta | undefined {
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
