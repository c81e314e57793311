/** The server's limits and its words for them, known before anything is sent. */
import type { FieldError } from '../../../../kit/api/problem';
import { folded, isName } from '../../../../kit/words/text';
import { isBetween, isTrigger } from '../words/plain';
import type { Draft } from './fields';

export const TRIGGERS_MAX = 5;
export const LABEL_MAX = 50;
export const LIMITS = {
  decay_per_s: { min: 0.1, max: 2, step: 0.1 },
  weight: { min: 1, max: 50, step: 1 },
  window_s: { min: 5, max: 120, step: 5 },
  votes_per_min: { min: 0, max: 1_000_000, step: 1 },
} as const;

const COLOUR = /^#[0-9a-f]{6}$/i;

export function faultsOf(draft: Draft): FieldError[] {
  const faults: FieldError[] = [];
  const hold = (good: boolean, field: string, message: string) => {
    if (!good) faults.push({ field, message });
  };
  const { triggers, labels, theme } = draft;
  for (const side of ['for', 'against'] as const) {
    const count = triggers[side].length;
    hold(isBetween(count, 1, TRIGGERS_MAX), `triggers.${side}`, '1 to 5 words');
    hold(triggers[side].every(isTrigger), `triggers.${side}`, 'words of 1 to 100 characters');
    hold(isName(labels[side], LABEL_MAX), `labels.${side}`, '1 to 50 characters');
  }
  const ours = new Set(triggers.for.map(folded));
  const isShared = triggers.against.some((word) => ours.has(folded(word)));
  hold(!isShared, 'triggers.against', 'the same word is on both sides');
  const inside = (name: keyof typeof LIMITS) =>
    isBetween(draft[name], LIMITS[name].min, LIMITS[name].max);
  hold(inside('decay_per_s'), 'decay_per_s', '0.1 to 2.0');
  hold(inside('weight'), 'weight', '1 to 50');
  hold(inside('window_s') && isWhole(draft.window_s), 'window_s', '5 to 120');
  hold(
    inside('votes_per_min') && isWhole(draft.votes_per_min),
    'votes_per_min',
    '0 (off) to 1,000,000',
  );
  if (typeof theme === 'object') {
    for (const [part, colour] of Object.entries(theme)) {
      hold(COLOUR.test(colour), `theme.${part}`, 'a colour as #3b82f6');
    }
  }
  return faults;
}

function isWhole(value: number | null): boolean {
  return Number.isInteger(value);
}
