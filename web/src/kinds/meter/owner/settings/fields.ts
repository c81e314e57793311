/** What can be set: every field by the name under which the server finds fault with it. */
import { grouped } from '../../../../kit/words/count';
import { isolated } from '../../../../kit/words/isolated';
import { bare } from '../../../../kit/words/text';
import type { MeterConfig, Theme } from '../api/model';

type Numbers = 'decay_per_s' | 'weight' | 'window_s' | 'votes_per_min';

/** A config under way: a number's field may be empty. */
export type Draft = Omit<MeterConfig, Numbers> & Record<Numbers, number | null>;

type Shown = { title: string; of: (draft: Draft) => unknown; said: (draft: Draft) => string };

export const FIELDS = {
  'labels.for': {
    title: 'Label, for',
    of: (draft) => bare(draft.labels.for),
    said: (draft) => isolated(draft.labels.for),
  },
  'triggers.for': {
    title: 'Words, for',
    of: (draft) => draft.triggers.for,
    said: (draft) => draft.triggers.for.map(isolated).join(', '),
  },
  'labels.against': {
    title: 'Label, against',
    of: (draft) => bare(draft.labels.against),
    said: (draft) => isolated(draft.labels.against),
  },
  'triggers.against': {
    title: 'Words, against',
    of: (draft) => draft.triggers.against,
    said: (draft) => draft.triggers.against.map(isolated).join(', '),
  },
  model: {
    title: 'How votes count',
    of: (draft) => draft.model,
    said: (draft) => (draft.model === 'decay' ? 'Push and fade' : 'Share of recent votes'),
  },
  decay_per_s: {
    title: 'Fade',
    of: (draft) => draft.decay_per_s,
    said: (draft) => `${number(draft.decay_per_s)} a second`,
  },
  weight: {
    title: 'Push of a vote',
    of: (draft) => draft.weight,
    said: (draft) => `${number(draft.weight)} of 100`,
  },
  window_s: {
    title: 'Window',
    of: (draft) => draft.window_s,
    said: (draft) => `${number(draft.window_s)} s`,
  },
  display: {
    title: 'Bar',
    of: (draft) => draft.display,
    said: (draft) => (draft.display === 'combined' ? 'Tug-of-war' : 'Two bars'),
  },
  theme: {
    title: 'Colours',
    of: (draft) => draft.theme,
    said: (draft) => themeText(draft.theme),
  },
  votes_per_min: {
    title: 'Votes a minute',
    of: (draft) => draft.votes_per_min,
    said: (draft) => (draft.votes_per_min === 0 ? 'No limit' : number(draft.votes_per_min)),
  },
  shared_chat: {
    title: 'Shared chat',
    of: (draft) => draft.shared_chat ?? false,
    said: (draft) => (draft.shared_chat ? 'Viewers of other channels count' : 'Own viewers count'),
  },
} as const satisfies Record<string, Shown>;

export type Field = keyof typeof FIELDS;

export const NAMES = Object.keys(FIELDS) as Field[];

/** The fields in which two configs are not the same, in the order of the page. */
export function differing(one: Draft, other: Draft): Field[] {
  return NAMES.filter((name) => {
    const { of } = FIELDS[name];
    return JSON.stringify(of(one)) !== JSON.stringify(of(other));
  });
}

/** What is sent: each member with a change, whole. */
export function changesOf(fields: readonly Field[], draft: MeterConfig): Partial<MeterConfig> {
  const members = new Set(fields.map(memberOf));
  return Object.fromEntries([...members].map((member) => [member, draft[member]]));
}

/** `base` with some fields as they are in `other`. */
export function withFields(base: MeterConfig, other: Draft, fields: readonly Field[]): Draft {
  const taken: Draft = structuredClone(base);
  for (const field of fields) {
    if (field === 'labels.for') taken.labels.for = other.labels.for;
    else if (field === 'labels.against') taken.labels.against = other.labels.against;
    else if (field === 'triggers.for') taken.triggers.for = [...other.triggers.for];
    else if (field === 'triggers.against') taken.triggers.against = [...other.triggers.against];
    else Object.assign(taken, { [field]: structuredClone(other[field]) });
  }
  return taken;
}

function memberOf(field: Field): keyof MeterConfig {
  return field.split('.')[0] as keyof MeterConfig;
}

function number(value: number | null): string {
  if (value === null) return 'nothing';
  return value < 1_000 ? String(value) : grouped(value);
}

function themeText(theme: Theme): string {
  if (theme === 'dark') return 'Dark';
  if (theme === 'light') return 'Light';
  return `Own: ${theme.for}, ${theme.against}, ${theme.text}, ${theme.background}`;
}
