/** What was refused, in words; the server's own where its code is not known. */
import { t } from './texts';

export function wordsFor(code: string, message: string): string {
  const words = t.refused[code] ?? message;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
