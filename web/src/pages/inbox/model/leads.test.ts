import { expect, test } from 'vitest';
import { leadsTo } from './leads';
import { CIRCLE, MESSAGE, notice } from './testing';

const about = { message: MESSAGE };

test.each([
  [notice({ about }), `/circles/${CIRCLE}/m/${MESSAGE}`],
  [notice({ type: 'message_comment', about }), `/circles/${CIRCLE}/m/${MESSAGE}`],
  [notice({ type: 'message_comment' }), `/circles/${CIRCLE}`],
  [notice({ type: 'circle_invitation' }), `/circles/${CIRCLE}`],
  [notice({ type: 'circle_join_request' }), `/circles/${CIRCLE}/people?state=pending`],
  [notice({ type: 'circle_waiting' }), `/circles/${CIRCLE}/queue`],
  [notice({ type: 'system', about: { ...about, what: 'hide' } }), `/circles/${CIRCLE}`],
  [
    notice({ type: 'system', about: { ...about, what: 'ban', decision: MESSAGE } }),
    `/circles/decisions?decision=${MESSAGE}`,
  ],
  [notice({ type: 'system', about: { what: 'offered' } }), `/circles/${CIRCLE}/people`],
  [notice({ type: 'system', about: { what: 'hide', anonymous: true } }), '/circles/decisions'],
  [notice({ type: 'system', about: { circle: null } }), '/circles'],
  [notice({ type: 'daily_reminder', about: { circle: null } }), '/journal'],
  [notice({ type: 'weekly_summary', about: { circle: null } }), '/journal'],
])('of %j it is %s', (told, path) => {
  expect(leadsTo(told)).toBe(path);
});
