/** What a circle is set to, as a form has it: lists as texts. */
import type { Schemas } from '../../../kit/api/document';
import type { Circle } from './rights';

export type Form = Pick<
  Circle,
  | 'name'
  | 'description'
  | 'about'
  | 'kind'
  | 'category'
  | 'zone'
  | 'slow_s'
  | 'frozen'
  | 'links'
  | 'hold_newcomers'
  | 'anonymous'
> & {
  icon: string;
  question: string;
  members_max: number;
  rules: string;
  tags: string;
  color: string;
};

export function formOf(circle: Circle): Form {
  const { name, description, about, kind, category, zone, slow_s, frozen, links } = circle;
  return {
    ...{ name, description, about, kind, category, zone, slow_s, frozen, links },
    hold_newcomers: circle.hold_newcomers,
    anonymous: circle.anonymous,
    icon: circle.icon ?? '',
    question: circle.question ?? '',
    members_max: circle.members_max ?? 0,
    rules: circle.rules.join('\n'),
    tags: circle.tags.join(', '),
    color: circle.colors[0] ?? '#3b82f6',
  };
}

/** What was changed and nothing else: what another admin changed stays as it is. */
export function changesOf(before: Form, now: Form): Schemas['CircleBody'] {
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(now) as (keyof Form)[]) {
    if (now[name] === before[name]) continue;
    if (name === 'rules') body.rules = listOf(now.rules, '\n');
    else if (name === 'tags') body.tags = listOf(now.tags, ',');
    else if (name === 'color') body.colors = [now.color];
    else body[name] = now[name];
  }
  return body;
}

function listOf(text: string, between: string): string[] {
  return text
    .split(between)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
