/** The server's limits, known before anything is sent; fields as the server calls them. */
import type { FieldError } from '../../../../kit/api/problem';
import { isText } from '../../../../kit/words/text';
import type { CampConfig } from '../api/model';
import { t } from '../texts';

export const LIMITS = {
  tick_s: { min: 5, max: 3_600 },
  party_max: { min: 1, max: 4 },
  out_max: { min: 1, max: 20_000 },
  rest_s: { min: 0, max: 86_400 },
  days: { min: 1, max: 92 },
  lines: { min: 1, max: 5 },
} as const;
const BLOCKED_MAX = 200;
const NAME_MAX = 20;
const WORD_MAX = 50;
const TITLE_MAX = 40;

export function faultsOf(config: CampConfig): FieldError[] {
  const faults: FieldError[] = [];
  const hold = (good: boolean, field: string, message: string) => {
    if (!good) faults.push({ field, message });
  };
  const within = (value: number, { min, max }: { min: number; max: number }, field: string) =>
    hold(Number.isInteger(value) && value >= min && value <= max, field, t.fault.range(min, max));
  within(config.tick_ms / 1_000, LIMITS.tick_s, 'tick_ms');
  within(config.party_max, LIMITS.party_max, 'party_max');
  within(config.out_max, LIMITS.out_max, 'out_max');
  within(config.rest_s, LIMITS.rest_s, 'rest_s');
  within(config.ticker.lines, LIMITS.lines, 'ticker.lines');
  hold(config.pack.id !== '', 'pack', t.fault.pack);
  hold(config.difficulties.length > 0, 'difficulties', t.fault.difficulties);
  const { blocked_names, chat_word, season } = config;
  hold(blocked_names.length <= BLOCKED_MAX, 'blocked_names', t.fault.blocked(BLOCKED_MAX));
  const areNames = blocked_names.every((name) => isText(name, NAME_MAX));
  hold(areNames, 'blocked_names', t.fault.characters(NAME_MAX));
  hold(
    chat_word === null || isText(chat_word, WORD_MAX),
    'chat_word',
    t.fault.characters(WORD_MAX),
  );
  if (season) {
    hold(isText(season.title, TITLE_MAX), 'season.title', t.fault.characters(TITLE_MAX));
    within(season.days, LIMITS.days, 'season.days');
  }
  return faults;
}
