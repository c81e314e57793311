/** Texts as the server counts and keeps them: white space around one is no part of it. */
const AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
const CONTROL = /\p{Cc}/u;

/** Not `trim`, which takes other characters away than the server does. */
export function bare(text: string): string {
  return text.replace(AROUND, '');
}

/** 1 to `most` characters, and none that no screen shows. */
export function isWithin(text: string, most: number): boolean {
  const counted = bare(text);
  const { length } = [...counted];
  return length >= 1 && length <= most && !CONTROL.test(counted);
}

/** The server's words for a text that it would refuse; what is empty may still be written. */
export function textFault(text: string, most: number): string | undefined {
  return bare(text) === '' || isWithin(text, most) ? undefined : `1 to ${most} characters`;
}
