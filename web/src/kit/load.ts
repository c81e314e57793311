import { insist } from './insist';
import { ready } from './language/texts';

/** Imports a part of a page with its texts. */
export async function load<Part>(part: (() => Promise<Part>) | undefined): Promise<Part> {
  const loaded = await insist(part as () => Promise<Part>);
  await insist(ready);
  return loaded;
}
