/** Where pages of the installation are: here, or for the extension's views elsewhere. */
let base = '';

export function standsAt(server: string): void {
  base = server;
}

export const at = (path: string) => base + path;

/** A view of the extension cannot become a page of ours: it opens beside it. */
export const target = () => (base === '' ? undefined : '_blank');
