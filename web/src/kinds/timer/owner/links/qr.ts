/**
 * A QR code as the path of an SVG, one square a module; the library comes when it is wanted.
 * It is read from a screen or from fresh paper: a link is long, and with the least
 * correction its squares are the largest.
 */
export type Code = { size: number; path: string };

export async function codeOf(text: string): Promise<Code> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
