/** From a size that reads well to one that is only just read. */
const SIZES_EM = [1.3, 1.15, 1, 0.9, 0.8, 0.7, 0.62, 0.55] as const;

/**
 * Sets a text as large as its box allows, and says how large that is. What does
 * not fit at the smallest size ends in an ellipsis.
 */
export function fit(text: HTMLElement, box: HTMLElement): number {
  text.style.webkitLineClamp = '';
  for (const size of SIZES_EM) {
    text.style.fontSize = `${size}em`;
    if (text.offsetHeight <= box.clientHeight) return size;
  }
  const line = Number.parseFloat(getComputedStyle(text).lineHeight);
  text.style.webkitLineClamp = String(Math.max(1, Math.floor(box.clientHeight / line)));
  return SIZES_EM[SIZES_EM.length - 1] ?? 1;
}
