/**
 * A test pattern, where the page's address asks for it: the edge and the size of the
 * source, on nothing, so that whoever places it sees what OBS has. Needs no connection.
 */
export function showPattern(): void {
  const say = () => {
    document.body.dataset.test = `${innerWidth} × ${innerHeight}`;
  };
  addEventListener('resize', say);
  say();
}
