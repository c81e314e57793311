/** What was found, as one list: circles first, then people, then what was said. */
import type { Schemas } from '../../../kit/api/document';
import type { Circle } from '../model/rights';

export type FoundSaid = Schemas['FoundSaid'];
export type FoundPerson = Schemas['FoundPerson'];
export type Hit =
  | { is: 'front'; circle: Circle }
  | { is: 'person'; person: FoundPerson }
  | { is: 'said'; said: FoundSaid };

export const PLACES = ['messages', 'circles', 'people'] as const;

/** Where is looked: in one circle, in one kind of things, or in all. */
export type Where = (typeof PLACES)[number] | `circle:${string}` | null;

const ONE = /^circle:[\da-f-]{36}$/i;

/** An address may say anything. */
export function whereOf(given: string | null): Where {
  if (given !== null && ONE.test(given)) return given as `circle:${string}`;
  return PLACES.find((one) => one === given) ?? null;
}

/** The circle that alone is looked through. */
export function circleOf(where: Where): string | null {
  return where?.startsWith('circle:') ? where.slice('circle:'.length) : null;
}

export function hitsOf({ circles, people, said }: Schemas['SearchPage']): Hit[] {
  return [
    ...circles.map((circle) => ({ is: 'front' as const, circle })),
    ...people.map((person) => ({ is: 'person' as const, person })),
    ...said.map((one) => ({ is: 'said' as const, said: one })),
  ];
}

export const idOf = ({ message, comment }: FoundSaid) => comment?.id ?? message.id;
