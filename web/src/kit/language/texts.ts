/**
 * What a page says, a file for each language: `texts/en.ts` has its shape, and in
 * another one no text can be missing. Only the file of the language that the page is
 * read in is loaded, so texts are there once `ready` is: they are read where they are
 * shown, never while a module begins.
 */
import { type Language, language } from './language';

type Files<Texts> = { [L in Language]: () => Promise<{ texts: Texts }> };

const waiting = new Set<() => Promise<void>>();

export function texts<Texts extends object>(files: Files<Texts>): Texts {
  const said = {} as Texts;
  const read = async () => {
    Object.assign(said, (await files[language]()).texts);
    waiting.delete(read);
  };
  waiting.add(read);
  return said;
}

/** Reads what was imported so far and is not there yet. */
export async function ready(): Promise<void> {
  await Promise.all([...waiting].map((read) => read()));
}
