/** How somebody wants to be told, as a form has it, and what is wrong with it. */
import type { FieldError } from '../../../kit/api/problem';
import { t } from '../texts';
import { type NewSettings, type NoticeSettings, type NoticeType, TYPES } from './notice';

export type Form = Pick<NewSettings, 'mail' | 'zone' | 'language' | 'weekly_summary'> & {
  isQuiet: boolean;
  from: string;
  until: string;
  /** What is told at all, and of that, what devices are told. */
  on: NoticeType[];
  pushed: NoticeType[];
  isReminded: boolean;
  reminder: string;
};

/** What is offered to whoever had none. */
const QUIET = { from: '22:00', to: '07:00' };
const REMINDER = '20:00';

/** Whoever never chose a zone lives in that of this device. */
export function formOf(settings: NoticeSettings, ownZone: string): Form {
  const { mail, zone, language, weekly_summary, quiet, off, push_off, reminder } = settings;
  return {
    ...{ mail, language, weekly_summary, zone: zone || ownZone },
    isQuiet: quiet !== null,
    from: minutes(quiet?.from ?? QUIET.from),
    until: minutes(quiet?.to ?? QUIET.to),
    on: TYPES.filter((type) => !off.includes(type)),
    pushed: TYPES.filter((type) => !push_off.includes(type)),
    isReminded: reminder !== null,
    reminder: minutes(reminder ?? REMINDER),
  };
}

export function bodyOf(form: Form): NewSettings {
  const { mail, zone, language, weekly_summary, on, pushed, from, until: to } = form;
  return {
    ...{ mail, zone, language, weekly_summary },
    quiet: form.isQuiet ? { from, to } : null,
    off: TYPES.filter((type) => !on.includes(type)),
    push_off: TYPES.filter((type) => !pushed.includes(type)),
    reminder: form.isReminded ? form.reminder : null,
  };
}

/** Whether saving would change anything. */
export function differ(one: Form, other: Form): boolean {
  return JSON.stringify(bodyOf(one)) !== JSON.stringify(bodyOf(other));
}

/** Fields as the server names them. */
export const FIELDS = [
  'mail',
  'zone',
  'language',
  'quiet',
  'off',
  'push_off',
  'reminder',
  'weekly_summary',
] as const;

/** Times that were left empty: a field for a time cannot be wrong otherwise. */
export function emptyTimes({ isQuiet, from, until, isReminded, reminder }: Form): FieldError[] {
  const times = [
    ['quiet.from', isQuiet, from],
    ['quiet.to', isQuiet, until],
    ['reminder', isReminded, reminder],
  ] as const;
  return times
    .filter(([, isMeant, time]) => isMeant && time === '')
    .map(([field]) => ({ field, message: t.settings.noTime }));
}

/** What is wrong with a field, or with something in it, in the page's language. */
export function faultOf(errors: readonly FieldError[], field: string): string | undefined {
  const isOf = (told: string) => told === field || told.startsWith(`${field}.`);
  const message = errors.find((error) => isOf(error.field))?.message;
  if (message === undefined) return undefined;
  const [pattern, words] = t.faults.find(([pattern]) => pattern.test(message)) ?? [];
  return pattern && words ? message.replace(pattern, words) : message;
}

/** A server may tell seconds, which a field for a time would show. */
function minutes(time: string): string {
  return time.slice(0, '22:00'.length);
}
