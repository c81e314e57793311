/** Why a page has nothing to show any more, and what to do next. */
import { make } from '../../kit/element';
import { t } from './texts';

/** The address has no session or no token: a code of our own, of no socket. */
export const UNREADABLE = 0;

/** The session ended. */
export const ENDED = 3501;

/** It was replaced or taken back. */
export const EXPIRED = 3500;
const FOREIGN = 3502;

export function showOver(stage: HTMLElement, code: number): void {
  const { headline, next } = noteOf(code);
  const main = make('main', 'over');
  main.append(make('h1', '', headline), make('p', '', next));
  stage.replaceChildren(main);
  document.title = headline;
}

function noteOf(code: number): { headline: string; next: string } {
  if (code === UNREADABLE) return t.over.unreadable;
  if (code === EXPIRED) return t.over.expired;
  if (code === ENDED) return t.over.ended;
  return code === FOREIGN ? t.over.foreign : t.over.closed(code);
}
