/** What can be set: every field by the name under which the server finds fault with it. */
import { decimal, grouped } from '../../../../kit/words/count';
import { isolated } from '../../../../kit/words/isolated';
import { bare } from '../../../../kit/words/text';
import type { MeterConfig, Theme } from '../api/model';
import { t } from '../texts';

type Numbers = 'decay_per_s' | 'weight' | 'window_s' | 'votes_per_min' | 'result_s';

/** A config under way: a number's field may be empty. */
export type Draft = Omit<MeterConfig, Numbers> & Record<Numbers, number | null>;

type Shown = { title: () => string; of: (draft: Draft) => unknown; said: (draft: Draft) => string };

export const FIELDS = {
  'labels.for': {
    title: () => t.settings.fields['labels.for'],
    of: (draft) => bare(draft.labels.for),
    said: (draft) => isolated(draft.labels.for),
  },
  'triggers.for': {
    title: () => t.settings.fields['triggers.for'],
    of: (draft) => draft.triggers.for,
    said: (draft) => draft.triggers.for.map(isolated).join(', '),
  },
  'labels.against': {
    title: () => t.settings.fields['labels.against'],
    of: (draft) => bare(draft.labels.against),
    said: (draft) => isolated(draft.labels.against),
  },
  'triggers.against': {
    title: () => t.settings.fields['triggers.against'],
    of: (draft) => draft.triggers.against,
    said: (draft) => draft.triggers.against.map(isolated).join(', '),
  },
  model: {
    title: () => t.settings.model,
    of: (draft) => draft.model,
    said: (draft) => (draft.model === 'decay' ? t.settings.decay : t.settings.window),
  },
  decay_per_s: {
    title: () => t.settings.fade,
    of: (draft) => draft.decay_per_s,
    said: (draft) => t.settings.fadePerSecond(number(draft.decay_per_s)),
  },
  weight: {
    title: () => t.settings.strength,
    of: (draft) => draft.weight,
    said: (draft) => t.settings.strengthOf(number(draft.weight)),
  },
  window_s: {
    title: () => t.settings.windowLength,
    of: (draft) => draft.window_s,
    said: (draft) => t.settings.windowOf(number(draft.window_s)),
  },
  display: {
    title: () => t.settings.bar,
    of: (draft) => draft.display,
    said: (draft) => (draft.display === 'combined' ? t.settings.combined : t.settings.split),
  },
  theme: {
    title: () => t.settings.colours,
    of: (draft) => draft.theme,
    said: (draft) => themeText(draft.theme),
  },
  votes_per_min: {
    title: () => t.settings.limitShort,
    of: (draft) => draft.votes_per_min,
    said: (draft) =>
      draft.votes_per_min === 0 ? t.settings.unlimited : number(draft.votes_per_min),
  },
  shared_chat: {
    title: () => t.settings.sharedShort,
    of: (draft) => draft.shared_chat,
    said: (draft) => (draft.shared_chat ? t.settings.sharedAll : t.settings.sharedOwn),
  },
  numbers: {
    title: () => t.settings.numbers,
    of: (draft) => draft.numbers,
    said: (draft) => t.settings.numbersAre[draft.numbers],
  },
  result_s: {
    title: () => t.settings.resultTime,
    of: (draft) => draft.result_s,
    said: (draft) => t.settings.resultFor(number(draft.result_s)),
  },
  say: {
    title: () => t.settings.bot,
    of: (draft) => draft.say,
    said: ({ say }) => {
      const said = [say.question && t.settings.sayQuestion, say.result && t.settings.sayResult];
      return said.filter(Boolean).join(', ') || t.settings.off;
    },
  },
  chat: {
    title: () => t.settings.commands,
    of: (draft) => draft.chat,
    said: ({ chat }) => {
      const words = [chat.start, chat.stop, chat.extend, chat.cancel].map(isolated).join(', ');
      return chat.on ? words : `${t.settings.off} (${words})`;
    },
  },
} as const satisfies Record<string, Shown>;

export type Field = keyof typeof FIELDS;

/** Those that the overlay shows. */
export function isShown(field: Field): boolean {
  return ['labels.for', 'labels.against', 'display', 'numbers', 'theme'].includes(field);
}

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
  if (value === null) return t.settings.nothing;
  return value < 1_000 ? decimal(value) : grouped(value);
}

function themeText(theme: Theme): string {
  if (theme === 'dark') return t.settings.dark;
  if (theme === 'light') return t.settings.light;
  return `${t.settings.custom}: ${theme.for}, ${theme.against}, ${theme.text}, ${theme.background}`;
}
