/** Which operation is being read: the one nearest to the top of the window. */
class Reading {
  id = $state('');
}

export const reading = new Reading();

const inView = new Set<Element>();

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    const [first] = [...inView].sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    if (first) reading.id = first.id;
  },
  { rootMargin: '-80px 0px -60% 0px' },
);

export function follow(element: Element): () => void {
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    inView.delete(element);
  };
}
