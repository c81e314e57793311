/** What is shown anew begins at its top. */
export function drawer(element: HTMLElement, _shown: unknown) {
  return {
    update() {
      element.scrollTop = 0;
    },
  };
}
