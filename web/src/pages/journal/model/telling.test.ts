import { describe, expect, test } from 'vitest';
import { texts as de } from '../texts/de';
import { texts as en } from '../texts/en';
import type { Figure, TagMoods } from './insights';
import { difference, hasMoods, hoursSaid, MOODS_LEAST, tenths, weekday } from './telling';

const walk: TagMoods = {
  tag: 'walk',
  days_with: 12,
  days_without: 40,
  mean_with_tenths: 76,
  mean_without_tenths: 62,
  difference_tenths: 14,
  chance_thousandths: 3,
};
const none: Figure = { count: 0, mean_tenths: null, spread_tenths: null };

describe('a tag', () => {
  test('is told with days and no reason', () => {
    expect(`${en.insights.tags.onDays} walk ${difference(en.insights.tags, walk)}`).toBe(
      'On days with walk your mood was 1.4 higher (12 days with, 40 without)',
    );
    expect(`${de.insights.tags.onDays} walk ${difference(de.insights.tags, walk)}`).toBe(
      'An Tagen mit walk war deine Stimmung um 1.4 höher (12 Tage mit, 40 ohne)',
    );
  });

  test('beside worse days is told without a sign', () => {
    const worse = { ...walk, difference_tenths: -20 };
    expect(difference(en.insights.tags, worse)).toContain('your mood was 2.0 lower');
    expect(difference(de.insights.tags, worse)).toContain('um 2.0 niedriger');
  });

  test.each([
    ['en', JSON.stringify(en.insights.tags), /because|causes|makes you|thanks to/i],
    ['de', JSON.stringify(de.insights.tags), /weil|wegen|macht dich|dank /i],
  ])('in %s nobody says why', (_, said, why) => {
    expect(said).not.toMatch(why);
  });
});

test('a week begins on Monday, and what is not there is a dash', () => {
  expect([weekday(0), weekday(6)]).toEqual(['Monday', 'Sunday']);
  expect([tenths(65), tenths(100), tenths(null)]).toEqual(['6.5', '10.0', '–']);
});

test('hours are said in a line, those that have a mood', () => {
  const hours = Array.from({ length: 24 }, () => none);
  expect(hoursSaid(en.insights.hours, hours)).toBe(en.insights.hours.none);
  hours[7] = { count: 2, mean_tenths: 45, spread_tenths: 7 };
  hours[21] = { count: 1, mean_tenths: 80, spread_tenths: null };
  expect(hoursSaid(en.insights.hours, hours)).toBe('Mean mood by hour: 7:00 4.5, 21:00 8.0');
});

test('a few moods are no week yet', () => {
  expect(hasMoods({ moods: { ...none, count: MOODS_LEAST - 1 } })).toBe(false);
  expect(hasMoods({ moods: { ...none, count: MOODS_LEAST } })).toBe(true);
});
