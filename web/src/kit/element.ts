/** An element with a class and a text, which may be in any language. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Writes a text if it is another one. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets `data-…`, or takes it away, if it is another one. */
export function mark(element: HTMLElement, name: string, value: string | boolean): void {
  const wanted = value === true ? '' : value === false ? undefined : value;
  if (element.dataset[name] === wanted) return;
  if (wanted === undefined) delete element.dataset[name];
  else element.dataset[name] = wanted;
}
