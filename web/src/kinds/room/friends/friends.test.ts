import { expect, test } from 'vitest';
import { answered, type Friend, groupsOf, loginOf, type Place } from './friends';

const friend = (name: string, state: Friend['state'] = 'friends', by_me = false): Friend => ({
  id: name,
  name,
  login: name,
  state,
  by_me,
  since_ms: 0,
});
const place = (id: string): Place => ({ id, name: id, room: 'Films', code: 'BCDF-GHJK', url: '' });

const named = (friends: Friend[], places: Place[] = []) =>
  groupsOf({ friends, places }).map(({ group, items }) => [
    group,
    ...items.map((item) => item.friend.name),
  ]);

test('who waits for an answer is first, and a group without anybody is none', () => {
  const all = [
    friend('Bo', 'blocked', true),
    friend('Al', 'asked', true),
    friend('Kit', 'asked', false),
    friend('Jo'),
  ];
  expect(named(all)).toEqual([
    ['asking', 'Kit'],
    ['friends', 'Jo'],
    ['asked', 'Al'],
    ['blocked', 'Bo'],
  ]);
  expect(named([])).toEqual([]);
});

test('friends who are in a room stand before the others, who stand by name', () => {
  const all = [friend('Zoe'), friend('Ada'), friend('Kit')];
  expect(named(all, [place('Kit')])).toEqual([['friends', 'Kit', 'Ada', 'Zoe']]);
});

test('a friend may be in several rooms', () => {
  const [group] = groupsOf({ friends: [friend('Kit')], places: [place('Kit'), place('Kit')] });
  expect(group?.items[0]?.places).toHaveLength(2);
});

test('who is answered stands where they belong then, or is gone', () => {
  const all = [friend('Kit', 'asked'), friend('Jo')];
  expect(named(answered(all, 'Kit', 'friends'))).toEqual([['friends', 'Jo', 'Kit']]);
  expect(named(answered(all, 'Kit', 'none'))).toEqual([['friends', 'Jo']]);
  expect(named(answered(all, 'Kit', 'blocked'))).toEqual([
    ['friends', 'Jo'],
    ['blocked', 'Kit'],
  ]);
});

test.each([
  ['kit', 'kit'],
  [' @Kit ', 'Kit'],
  ['https://www.twitch.tv/kit', 'kit'],
  ['twitch.tv/kit/videos?filter=all', 'kit'],
  ['', ''],
])('%j is the login %j', (typed, login) => expect(loginOf(typed)).toBe(login));
