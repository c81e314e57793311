/**
 * Texts as the server counts, compares and keeps them (session/src/text): white
 * space around one is no part of it. A character is what a reader takes for one
 * in labels, names, titles and choices, and a code point elsewhere.
 */
import { t } from '../texts';
import { bare, nameChars } from './letters';

export { bare } from './letters';

const SPACE = /\p{White_Space}+/gu;
const CONTROL = /\p{Cc}/u;
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
const SHOWN = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2800]/u;
const BYTES_A_CHARACTER = 32;

const utf8 = new TextEncoder();

/** What a name, a label, a title or a choice may be: 1 to `most`, and something to see. */
export function isName(text: string, most: number): boolean {
  const kept = bare(text);
  const isShort = utf8.encode(kept).length <= most * BYTES_A_CHARACTER;
  return isShort && nameChars(kept) <= most && isShown(kept);
}

/** What any other text may be. */
export function isText(text: string, most: number): boolean {
  const kept = bare(text);
  return [...kept].length <= most && isShown(kept);
}

function isShown(text: string): boolean {
  return SHOWN.test(text) && !CONTROL.test(text);
}

/** What is wrong with a text that it would refuse; what is empty may still be written. */
export function textFault(text: string, most: number): string | undefined {
  return bare(text) === '' || isText(text, most) ? undefined : t.characters(most);
}

/** What is wrong with a name that it would refuse; what is empty may still be written. */
export function nameFault(text: string, most: number): string | undefined {
  return bare(text) === '' || isName(text, most) ? undefined : t.characters(most);
}

/** What is compared: NFKC_Casefold, with a run of white space taken for one space. */
export function folded(text: string): string {
  const once = caseless(caseless(text.normalize('NFD')).normalize('NFKC')).normalize('NFKC');
  const shown = caseless(once.replace(IGNORED, '').normalize('NFKC')).normalize('NFKC');
  return bare(shown.replace(SPACE, ' '));
}

/** Letters whose upper case is several, as that of ß, are folded by way of it; a Turkish ı is no i. */
function caseless(text: string): string {
  const fold = (letter: string) => (letter === 'ı' ? letter : letter.toUpperCase().toLowerCase());
  return [...text].map(fold).join('');
}
