/** How large the page's address wants it; as it is, where that cannot be read. */
export function scaleOf(asked: URLSearchParams): number {
  const scale = Number(asked.get('scale') ?? 1);
  return scale >= 0.25 && scale <= 4 ? scale : 1;
}
