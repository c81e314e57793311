/** Why a page has nothing to show any more, and what to do next. */
import { make } from '../../kit/element';

type Note = { headline: string; next: string };

/** The address has no session or no token: a code of our own, of no socket. */
export const UNREADABLE = 0;

/** The session ended. */
export const ENDED = 3501;
const NOTES: { [code: number]: Note } = {
  [UNREADABLE]: {
    headline: 'This link is not whole.',
    next: 'A part of it is missing, perhaps what stands behind the #. Copy all of it, or scan its code again.',
  },
  3500: {
    headline: 'This link opens nothing any more.',
    next: 'It was replaced or taken back. Ask whoever sent it to you for a new one.',
  },
  [ENDED]: {
    headline: 'This session has ended.',
    next: 'Whoever made it still has its history. You can close this page.',
  },
  3502: {
    headline: 'This page may not watch the session.',
    next: 'Open the link where it was made, not through another site.',
  },
};

export function showOver(stage: HTMLElement, code: number): void {
  const { headline, next } = NOTES[code] ?? {
    headline: 'The server has closed this page.',
    next: `It said ${code}. Reload to try again, or ask for a new link.`,
  };
  const main = make('main', 'over');
  main.append(make('h1', '', headline), make('p', '', next));
  stage.replaceChildren(main);
  document.title = headline;
}
