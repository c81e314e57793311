/** A notice, for tests: nothing of it is said but what a test says. */
import type { About, Notice } from './notice';

const NOTHING: About = {
  circle: null,
  circle_name: null,
  message: null,
  item: null,
  is_comment: false,
  anonymous: false,
  what: null,
  decision: null,
  role: null,
  rule: null,
  reason: null,
  until_ms: null,
  entries: null,
  messages: null,
  reactions: null,
  comments: null,
};

export const CIRCLE = '0190b2c4-7d1e-7000-8000-000000000001';
export const MESSAGE = '0190b2c4-7d1e-7000-8000-000000000002';

export function notice(
  more: Partial<Omit<Notice, 'about'>> & { about?: Partial<About> } = {},
): Notice {
  return {
    id: 'n1',
    type: 'message_reaction',
    actors: [],
    count: 1,
    at_ms: 0,
    read: false,
    ...more,
    about: { ...NOTHING, circle: CIRCLE, circle_name: 'Early Birds', ...more.about },
  };
}

export const people = (...names: string[]) => names.map((name) => ({ id: name, name }));
