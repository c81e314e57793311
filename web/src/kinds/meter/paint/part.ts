/** What the markup that a meter is painted into has to have. */
export function part<Part extends HTMLElement>(root: ParentNode, selector: string): Part {
  const found = root.querySelector<Part>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}
