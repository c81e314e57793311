import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { t } from '../texts';
import { texts as de } from '../texts/de';
import { texts as en } from '../texts/en';
import type { About, Notice, What } from './notice';
import { notice, people } from './testing';
import { inWords, reasonOf, whoOf } from './words';

const [ADA, BEN, CLEO] = ['Ada', 'Ben', 'Cleo'];
const UNTIL = Date.UTC(2026, 11, 4, 12);

const by = (count: number, ...names: string[]) => ({ actors: people(...names), count });
const week = (entries: number, messages: number, reactions: number, comments: number) => ({
  type: 'weekly_summary' as const,
  about: { entries, messages, reactions, comments },
});
const decided = (what: What | null, about: Partial<About> = {}) => ({
  type: 'system' as const,
  about: { what, ...about },
});

type Told = [of: Parameters<typeof notice>[0], english: string | RegExp, german: string | RegExp];

const TOLD: Told[] = [
  [
    { ...by(3), about: { anonymous: true } },
    '3 people reacted to what you wrote without your name in Early Birds',
    '3 Leute haben auf etwas reagiert, das du ohne deinen Namen geschrieben hast im Kreis Early Birds',
  ],
  [
    { ...by(1), type: 'message_comment', about: { anonymous: true } },
    '1 person commented on what you wrote without your name in Early Birds',
    '1 Person hat etwas kommentiert, das du ohne deinen Namen geschrieben hast im Kreis Early Birds',
  ],
  [
    decided('restrict', { anonymous: true }),
    'Early Birds: a moderator lets you write nothing without your name',
    /^Early Birds: Ein Moderator lässt dich nichts ohne deinen Namen schreiben$/,
  ],
  [
    by(1, ADA),
    'Ada reacted to your message in Early Birds',
    'Ada hat auf deine Nachricht im Kreis Early Birds reagiert',
  ],
  [
    by(2, ADA, BEN),
    'Ada and Ben reacted to your message in Early Birds',
    'Ada und Ben haben auf deine Nachricht im Kreis Early Birds reagiert',
  ],
  [
    { ...by(5, ADA, BEN, CLEO), about: { is_comment: true } },
    'Ada and 4 others reacted to your comment in Early Birds',
    'Ada und 4 weitere haben auf deinen Kommentar im Kreis Early Birds reagiert',
  ],
  [
    { type: 'message_comment', ...by(2, ADA), about: { circle_name: null } },
    'Ada and 1 other commented on your message',
    'Ada und 1 weitere Person haben deine Nachricht kommentiert',
  ],
  [
    { type: 'message_comment', ...by(1, BEN), about: { is_comment: true } },
    'Ben answered your comment in Early Birds',
    'Ben hat auf deinen Kommentar im Kreis Early Birds geantwortet',
  ],
  [
    { type: 'circle_invitation', ...by(1, ADA) },
    'Ada invited you to Early Birds',
    'Ada hat dich in den Kreis Early Birds eingeladen',
  ],
  [
    { type: 'circle_invitation', about: { circle_name: null } },
    'You are invited to a circle',
    'Du bist in einen Kreis eingeladen',
  ],
  [
    { type: 'circle_join_request', ...by(3, ADA, BEN, CLEO) },
    '3 people ask to join Early Birds',
    '3 Leute bitten um Aufnahme in den Kreis Early Birds',
  ],
  [
    { type: 'circle_join_request', ...by(1, ADA) },
    'Ada asks to join Early Birds',
    'Ada bittet um Aufnahme in den Kreis Early Birds',
  ],
  [
    { type: 'circle_join_request', ...by(0) },
    'Nobody waits any more to join Early Birds',
    'Niemand wartet mehr auf Aufnahme in den Kreis Early Birds',
  ],
  [
    { type: 'circle_waiting', ...by(1) },
    'Something waits for a moderator in Early Birds',
    'Etwas wartet auf Moderation im Kreis Early Birds',
  ],
  [
    { type: 'circle_waiting', ...by(3) },
    '3 things wait for a moderator in Early Birds',
    '3 Dinge warten auf Moderation im Kreis Early Birds',
  ],
  [{ type: 'daily_reminder' }, 'Time to write', 'Zeit zu schreiben'],
  [
    week(4, 12, 20, 3),
    'Your week: 4 days written, 12 messages, 20 reactions and 3 comments received',
    'Deine Woche: an 4 Tagen geschrieben, 12 Nachrichten, 20 Reaktionen und 3 Kommentare bekommen',
  ],
  [
    week(1, 1, 0, 1),
    'Your week: 1 day written, 1 message, 1 comment received',
    'Deine Woche: an 1 Tag geschrieben, 1 Nachricht, 1 Kommentar bekommen',
  ],
  [week(0, 0, 0, 0), 'Your week: a quiet one', 'Deine Woche: eine ruhige'],
  [
    decided('hide', { rule: 1 }),
    'Early Birds: a moderator hid what you wrote (rule 2)',
    'Early Birds: Ein Moderator hat verborgen, was du geschrieben hast (Regel 2)',
  ],
  [
    decided('restrict'),
    'Early Birds: a moderator lets you read only, for a while',
    'Early Birds: Ein Moderator lässt dich für eine Weile nur lesen',
  ],
  [
    decided('restrict', { until_ms: UNTIL }),
    /^Early Birds: a moderator lets you read only, until 4 Dec 2026/,
    /^Early Birds: Ein Moderator lässt dich bis .*2026.* nur lesen$/,
  ],
  [
    decided('ban', { circle_name: null }),
    'A circle: you are banned for good',
    'Ein Kreis: Du bist auf Dauer ausgeschlossen',
  ],
  [decided('ban', { until_ms: UNTIL }), /banned until 4 Dec 2026/, /bis .*2026.* ausgeschlossen$/],
  [
    decided('role', { role: 'moderator' }),
    'Early Birds: you are a moderator now',
    'Early Birds: Du gehörst jetzt zur Moderation',
  ],
  [
    decided(null),
    'Early Birds: something changed for you',
    'Early Birds: Für dich hat sich etwas geändert',
  ],
];

describe.each([
  ['English', en, 1],
  ['German', de, 2],
] as const)('in %s', (_, texts, at) => {
  beforeAll(() => void Object.assign(t, texts));
  afterAll(() => void Object.assign(t, en));

  test.each(TOLD.map((told) => [told[at], told[0]] as const))('%s', (said, of) => {
    if (typeof said === 'string') expect(inWords(notice(of))).toBe(said);
    else expect(inWords(notice(of))).toMatch(said);
  });

  test('each decision has words of its own', () => {
    const all = [
      'warn',
      'hide',
      'remove',
      'restrict',
      'ban',
      'let_in',
      'refused',
      'offered',
      'appeal_upheld',
      'appeal_overturned',
    ] as const;
    const said = [...all, 'report_closed' as const, null].map((what) =>
      inWords(notice(decided(what))),
    );
    expect(new Set(said).size).toBe(said.length);
  });
});

test('whoever is gone has no name, and counts', () => {
  expect(whoOf(by(1))).toEqual({ said: 'Somebody', areMany: false });
  expect(whoOf(by(3))).toEqual({ said: '3 people', areMany: true });
  expect(whoOf(by(12_000, ADA)).said).toBe('Ada and 11\u2009999 others');
});

test('a name turns nothing but itself, nor do a circle’s and a moderator’s words', () => {
  const turned = '\u202eadA';
  const told = notice({ ...by(1, turned), about: { circle_name: 'سلام', reason: turned } });
  expect(inWords(told)).toBe('\u2068\u202eadA\u2069 reacted to your message in \u2068سلام\u2069');
  expect(reasonOf(told)).toBe('\u2068\u202eadA\u2069');
  expect(reasonOf(notice())).toBeNull();
});

test('what a newer server tells of is said all the same', () => {
  expect(inWords(notice({ type: 'medal' as Notice['type'] }))).toBe('Something happened');
  expect(inWords(notice(decided('crowned' as What)))).toBe(
    'Early Birds: something changed for you',
  );
});
