/** Which of the pages of circles an address is. */
import { isWithin } from '../../kit/route/within';
import { CIRCLES } from '../product';

/** What a circle has beside what is said in it. */
export type Part = (typeof PARTS)[number];

export type Route =
  | { at: 'list' }
  | { at: 'feeds' }
  | { at: 'search' }
  | { at: 'regarded' }
  | { at: 'decisions' }
  | { at: 'person'; person: string }
  | { at: 'talk'; id: string; message: string | null }
  | { at: Part; id: string }
  | { at: 'nowhere' };

const PARTS = ['people', 'queue', 'settings', 'statistics'] as const;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PERSON = new RegExp(`^/circles/people/(${UUID})$`, 'i');
const CIRCLE = new RegExp(`^/circles/(${UUID})(?:/(${PARTS.join('|')})|/m/(${UUID}))?$`, 'i');

export function routeOf(address: string): Route {
  const path = address.replace(/\/+$/, '');
  if (path === CIRCLES.path) return { at: 'list' };
  if (path === feedsPath()) return { at: 'feeds' };
  if (path === searchPath()) return { at: 'search' };
  if (path === regardsPath()) return { at: 'regarded' };
  if (path === decisionsPath()) return { at: 'decisions' };
  const [, person] = path.match(PERSON) ?? [];
  if (person !== undefined) return { at: 'person', person };
  const [, id, part, message] = path.match(CIRCLE) ?? [];
  if (id === undefined) return { at: 'nowhere' };
  const named = PARTS.find((one) => one === part);
  if (named) return { at: named, id };
  return { at: 'talk', id, message: message ?? null };
}

export function isOurs(path: string): boolean {
  return isWithin(path, CIRCLES.path);
}

export const feedsPath = () => `${CIRCLES.path}/home`;
/** What is found by words, in one circle or everywhere. */
export const searchPath = (circle?: string) =>
  `${CIRCLES.path}/search${circle === undefined ? '' : `?in=circle:${circle}`}`;
/** Whom somebody follows, blocks and mutes. */
export const regardsPath = () => `${CIRCLES.path}/people`;
/** What was decided about somebody, or one of it. */
export const decisionsPath = (one?: string) =>
  `${CIRCLES.path}/decisions${one === undefined ? '' : `?decision=${one}`}`;
export const personPath = (id: string) => `${regardsPath()}/${id}`;
export const circlePath = (id: string) => `${CIRCLES.path}/${id}`;
export const partPath = (id: string, part: Part) => `${circlePath(id)}/${part}`;
export const messagePath = (id: string, message: string) => `${circlePath(id)}/m/${message}`;
