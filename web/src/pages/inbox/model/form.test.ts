import { expect, test } from 'vitest';
import { bodyOf, differ, emptyTimes, faultOf, formOf } from './form';
import type { NoticeSettings } from './notice';

const SETTINGS: NoticeSettings = {
  mail: 'daily',
  zone: 'Europe/Berlin',
  language: 'de',
  quiet: { from: '23:00', to: '06:30' },
  off: ['message_reaction', 'weekly_summary'],
  push_off: ['circle_invitation'],
  reminder: '20:15',
  weekly_summary: true,
  can_mail: true,
};

const form = (more: Partial<NoticeSettings> = {}) => formOf({ ...SETTINGS, ...more }, 'Asia/Tokyo');

test('what was set is sent as it was, but for what only the server says', () => {
  const { can_mail: _, ...body } = SETTINGS;
  expect(bodyOf(form())).toEqual(body);
  const none = { quiet: null, reminder: null, off: [] };
  expect(bodyOf(form(none))).toEqual({ ...body, ...none });
});

test('what is off stays off, in whatever order boxes were ticked', () => {
  const now = form();
  now.on = now.on.toReversed().filter((type) => type !== 'system');
  expect(bodyOf(now).off).toEqual(['message_reaction', 'system', 'weekly_summary']);
  now.on = [...now.on, 'system'];
  expect(differ(form(), now)).toBe(false);
});

test('times are offered to whoever had none, and change nothing until they are wanted', () => {
  const before = form({ quiet: null, reminder: null });
  expect([before.from, before.until, before.reminder]).toEqual(['22:00', '07:00', '20:00']);
  expect(differ(before, { ...before, from: '21:00', reminder: '19:00' })).toBe(false);
  expect(differ(before, { ...before, isQuiet: true })).toBe(true);
  expect(bodyOf({ ...before, isReminded: true }).reminder).toBe('20:00');
});

test('whoever never chose a zone lives in that of the device', () => {
  expect(form({ zone: '' }).zone).toBe('Asia/Tokyo');
  expect(form().zone).toBe('Europe/Berlin');
});

test('seconds are not shown', () => {
  const { from, until, reminder } = form({
    quiet: { from: '22:00:00', to: '07:00:00' },
    reminder: '20:00:00',
  });
  expect([from, until, reminder]).toEqual(['22:00', '07:00', '20:00']);
});

test('a time that is wanted is chosen', () => {
  const now = { ...form(), from: '', reminder: '' };
  expect(emptyTimes(now).map(({ field }) => field)).toEqual(['quiet.from', 'reminder']);
  expect(emptyTimes({ ...now, isQuiet: false, isReminded: false })).toEqual([]);
});

test('a fault stands at its field', () => {
  const errors = [{ field: 'quiet.to', message: 'must be a time like 07:00' }];
  expect(faultOf(errors, 'quiet.to')).toBe('Must be a time like 07:00');
  expect(faultOf(errors, 'quiet')).toBe('Must be a time like 07:00');
  expect(faultOf(errors, 'quiet.from')).toBeUndefined();
});
