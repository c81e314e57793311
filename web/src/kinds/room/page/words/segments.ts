/** A line of the chat as what it is made of: words, links, places and names. */
export type Segment =
  | { is: 'text'; text: string }
  | { is: 'link'; text: string; url: string }
  /** A place in the video, to go to. */
  | { is: 'place'; text: string; ms: number }
  | { is: 'mention'; text: string };

import { placeOf } from './place';

const PARTS =
  /(?<link>https?:\/\/[^\s<>"]+)|(?<![\w:])(?<place>\d{1,2}(?::[0-5]\d){1,2})(?![\w:])/g;
/** What ends a sentence ends no address. */
const TAIL = /[.,;:!?)\]}'"]+$/;

/** `names`: of whom it speaks. */
export function segments(line: string, names: readonly string[] = []): Segment[] {
  const found: Segment[] = [];
  let done = 0;
  const text = (until: number) => {
    if (until > done) found.push(...withMentions(line.slice(done, until), names));
  };
  for (const match of line.matchAll(PARTS)) {
    const whole = match[0];
    const said = match.groups?.link ? whole.replace(TAIL, '') : whole;
    text(match.index);
    const ms = match.groups?.place ? placeOf(said) : null;
    if (ms !== null) found.push({ is: 'place', text: said, ms });
    else if (URL.canParse(said)) found.push({ is: 'link', text: said, url: new URL(said).href });
    else found.push({ is: 'text', text: said });
    done = match.index + said.length;
  }
  text(line.length);
  return found;
}

function withMentions(line: string, names: readonly string[]): Segment[] {
  // The longest first: Ada Lovelace is not Ada.
  const sorted = [...names].sort((one, other) => other.length - one.length);
  for (const name of sorted) {
    const [said, at] = [`@${name}`, line.indexOf(`@${name}`)];
    if (name === '' || at < 0) continue;
    const rest = (part: string) => (part === '' ? [] : withMentions(part, names));
    return [
      ...rest(line.slice(0, at)),
      { is: 'mention', text: said },
      ...rest(line.slice(at + said.length)),
    ];
  }
  return [{ is: 'text', text: line }];
}
