/**
 * Where somebody reads, by what stands at the top of what they see. Answers with what puts
 * it there again, after something above it grew or went.
 */
export function keptPlace(log: HTMLElement): () => void {
  const { left, top, width } = log.getBoundingClientRect();
  const item = document.elementFromPoint(left + width / 2, top + 1)?.closest('li');
  if (!item || !log.contains(item)) return () => {};
  const before = item.getBoundingClientRect().top;
  return () => {
    if (item.isConnected) log.scrollTop += item.getBoundingClientRect().top - before;
  };
}
