import { expect, test } from 'vitest';
import type { Link, Seen } from '../api/model';
import { withoutLink } from './everyone';

test('a link of another role that names a player is not theirs', () => {
  const people = ['ann', 'ben'].map((id) => ({ id, name: id }) as Seen);
  const link = (role: string, participant: string) => ({ id: role, role, participant }) as Link;
  const links = [link('owner', 'ann'), link('participant', 'ben')];
  expect(withoutLink(people, links).map(({ id }) => id)).toEqual(['ann']);
});
