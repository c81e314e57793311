/** A round before it begins, and what is not right with it yet. */
import type { FieldError } from '../../../../kit/api/problem';
import { firstChars } from '../../../../kit/words/letters';
import { bare, folded, isName, isText } from '../../../../kit/words/text';
import type { StartRound } from '../api/commands';
import type { Choice } from '../api/model';
import { t } from '../texts';
import { isBetween, isTrigger } from '../words/plain';

const QUESTION_MAX = 200;
const NAME_CHARS_MAX = 60;
const CHOICE_LABEL_MAX = 25;
export const CHOICES_MIN = 2;
export const CHOICES_MAX = 5;
export const LENGTH_S = { min: 15, max: 1_800 } as const;
export const PRESETS_S = [30, 60, 120, 300] as const;

export type Length = 'open' | 'own' | (typeof PRESETS_S)[number];

export type Question = {
  question: string;
  about: 'sides' | 'choices';
  choices: Choice[];
  length: Length;
  /** For `own`. */
  seconds: number | null;
};

export function emptyQuestion(): Question {
  const choices = [
    { trigger: '1', label: '' },
    { trigger: '2', label: '' },
  ];
  return { question: '', about: 'sides', choices, length: 'open', seconds: 90 };
}

/** What was saved, to be asked again or changed. */
export function questionOf({ question, choices, duration_s }: StartRound): Question {
  const preset = PRESETS_S.find((seconds) => seconds === duration_s);
  const empty = emptyQuestion();
  return {
    question,
    about: choices ? 'choices' : 'sides',
    choices: choices ? choices.map((choice) => ({ ...choice })) : empty.choices,
    length: preset ?? (duration_s == null ? 'open' : 'own'),
    seconds: duration_s ?? empty.seconds,
  };
}

/** What a question is found by: as much of it as a name may have. */
export function nameOf({ question }: StartRound): string {
  return firstChars(question, NAME_CHARS_MAX);
}

/** The next choice gets the next number for its word, as long as nobody took it. */
export function withOneMore(choices: readonly Choice[]): Choice[] {
  const taken = new Set(choices.map(({ trigger }) => folded(trigger)));
  const free = [1, 2, 3, 4, 5].map(String).find((word) => !taken.has(word)) ?? '';
  return [...choices, { trigger: free, label: '' }];
}

export function startOf(asked: Question): StartRound {
  const { question, about, choices, length, seconds } = asked;
  const duration_s = length === 'own' ? seconds : length;
  return {
    question: bare(question),
    ...(about === 'choices' ? { choices: choices.map(trimmed) } : {}),
    ...(typeof duration_s === 'number' ? { duration_s } : {}),
  };
}

export function faultsOf(asked: Question): FieldError[] {
  const faults: FieldError[] = [];
  const hold = (good: boolean, field: string, message: string) => {
    if (!good) faults.push({ field, message });
  };
  hold(isText(asked.question, QUESTION_MAX), 'question', t.round.fault.question);
  if (asked.length === 'own') {
    const isTime =
      isBetween(asked.seconds, LENGTH_S.min, LENGTH_S.max) && Number.isInteger(asked.seconds);
    hold(isTime, 'duration_s', t.round.fault.duration);
  }
  if (asked.about === 'sides') return faults;
  const { choices } = asked;
  hold(isBetween(choices.length, CHOICES_MIN, CHOICES_MAX), 'choices', t.round.fault.count);
  const words = choices.map(({ trigger }) => folded(trigger));
  for (const [at, { trigger, label }] of choices.entries()) {
    const isNew = !words.slice(0, at).includes(words[at] ?? '');
    hold(isTrigger(trigger), `choices.${at}.trigger`, t.round.fault.trigger);
    if (isTrigger(trigger)) hold(isNew, `choices.${at}.trigger`, t.round.fault.twice);
    hold(isName(label, CHOICE_LABEL_MAX), `choices.${at}.label`, t.round.fault.label);
  }
  return faults;
}

/** Whether a fault of this field is shown beside it. */
export function hasPlace(field: string): boolean {
  return /^(question|duration_s|choices(\.\d+\.(trigger|label))?)$/.test(field);
}

function trimmed({ trigger, label }: Choice): Choice {
  return { trigger: bare(trigger), label: bare(label) };
}
