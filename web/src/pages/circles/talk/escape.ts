/** Closes what opened under a button, from anywhere in it. */
export function onEscape(close: () => void): (element: Element) => () => void {
  return (element) => {
    const press = (event: Event) => {
      if ((event as KeyboardEvent).key === 'Escape') close();
    };
    element.addEventListener('keydown', press);
    return () => element.removeEventListener('keydown', press);
  };
}
