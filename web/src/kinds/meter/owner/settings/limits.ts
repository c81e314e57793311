/** The server's limits, known before anything is sent. */
import type { FieldError } from '../../../../kit/api/problem';
import { isolated } from '../../../../kit/words/isolated';
import { bare, folded, isName } from '../../../../kit/words/text';
import { t } from '../texts';
import { isBetween, isTrigger } from '../words/plain';
import type { Draft } from './fields';

export const TRIGGERS_MAX = 5;
export const LABEL_MAX = 50;
export const LIMITS = {
  decay_per_s: { min: 0.1, max: 2, step: 0.1 },
  weight: { min: 1, max: 50, step: 1 },
  window_s: { min: 5, max: 120, step: 5 },
  votes_per_min: { min: 0, max: 1_000_000, step: 1 },
  result_s: { min: 0, max: 60, step: 1 },
} as const;
export const COMMANDS = ['start', 'stop', 'extend', 'cancel'] as const;
const COMMAND_MAX = 25;

const COLOUR = /^#[0-9a-f]{6}$/i;

export function faultsOf(draft: Draft): FieldError[] {
  const faults: FieldError[] = [];
  const hold = (good: boolean, field: string, message: string) => {
    if (!good) faults.push({ field, message });
  };
  const { triggers, labels, theme } = draft;
  for (const side of ['for', 'against'] as const) {
    const count = triggers[side].length;
    hold(isBetween(count, 1, TRIGGERS_MAX), `triggers.${side}`, t.settings.fault.words);
    hold(triggers[side].every(isTrigger), `triggers.${side}`, t.settings.fault.word);
    hold(isName(labels[side], LABEL_MAX), `labels.${side}`, t.settings.fault.label);
  }
  // It is as wrong on one side as on the other.
  const ours = new Set(triggers.for.map(folded));
  const shared = triggers.against.find((word) => ours.has(folded(word)));
  for (const side of ['for', 'against'] as const) {
    const said = t.settings.fault.shared(isolated(shared ?? ''));
    hold(shared === undefined, `triggers.${side}`, said);
  }
  const inside = (name: keyof typeof LIMITS) =>
    isBetween(draft[name], LIMITS[name].min, LIMITS[name].max);
  hold(inside('decay_per_s'), 'decay_per_s', t.settings.fault.decay);
  hold(inside('weight'), 'weight', t.settings.fault.weight);
  hold(inside('window_s') && isWhole(draft.window_s), 'window_s', t.settings.fault.window);
  hold(
    inside('votes_per_min') && isWhole(draft.votes_per_min),
    'votes_per_min',
    t.settings.fault.limit,
  );
  hold(inside('result_s') && isWhole(draft.result_s), 'result_s', t.settings.fault.result);
  const words = COMMANDS.map((name) => folded(draft.chat[name]));
  for (const [at, name] of COMMANDS.entries()) {
    const [word, field] = [bare(draft.chat[name]), `chat.${name}`];
    if (!isCommand(word)) hold(false, field, t.settings.fault.command);
    else hold(words.indexOf(words[at] ?? '') === at, field, t.settings.fault.sameCommand);
  }
  if (typeof theme === 'object') {
    for (const [part, colour] of Object.entries(theme)) {
      hold(COLOUR.test(colour), `theme.${part}`, t.settings.fault.colour);
    }
  }
  return faults;
}

function isCommand(word: string): boolean {
  return word.startsWith('!') && !/\s/.test(word) && isName(word.slice(1), COMMAND_MAX - 1);
}

function isWhole(value: number | null): boolean {
  return Number.isInteger(value);
}
