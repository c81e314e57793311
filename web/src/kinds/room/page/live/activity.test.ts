import type { RoomItem, RoomSeat, RoomView } from '@downbeat/client';
import { expect, test } from 'vitest';
import { happened } from './activity';

const seat = (name: string, more: Partial<RoomSeat> = {}): RoomSeat => ({
  name,
  role: 'guest',
  rights: [],
  here: true,
  since_ms: 0,
  account: false,
  player: 'ready',
  voice: null,
  ...more,
});

const item = (title: string, by: string | null): RoomItem => ({
  pos: 0,
  source: { kind: 'file', url: `https://a.example/${title}` },
  title,
  duration_ms: 60_000,
  by,
  at_ms: 0,
  likes: 0,
  measured: 1,
  tracks: [],
  skips: [],
});

const room: RoomView = {
  status: 'paused',
  title: 'A room',
  code: 'ABCDEFGH',
  now_ms: 0,
  lead_ms: 200,
  settings: {
    visibility: 'unlisted',
    entry: 'open',
    guests: true,
    seats_max: 50,
    control: 'everyone',
    order: 'list',
    at_end: 'next',
    wait: { on: false, limit_s: 10 },
    chat: { on: true, slow_s: 0, links: 'all', days: 30 },
    reactions: { on: true, set: ['👍'] },
    voice: { on: true, camera: true },
    skips: 'auto',
    idle_close_min: 30,
  },
  playback: {
    item: 'i1',
    playing: false,
    rate: 1,
    anchor_media_ms: 0,
    anchor_server_ms: 0,
    by: null,
    why: 'opened',
  },
  holding: null,
  queue: { i1: item('One', 'a') },
  seats: { a: seat('Ada'), k: seat('Kit') },
  host: null,
  ballot: null,
  check: null,
};

const with_ = (more: Partial<RoomView>): RoomView => ({ ...room, ...more });
const playback = (more: Partial<RoomView['playback']>): RoomView => ({
  ...room,
  playback: { ...room.playback, why: 'asked', by: 'k', ...more },
});

test('who comes, goes and knocks is told', () => {
  const after = with_({
    seats: { a: seat('Ada', { here: false }), j: seat('Jo'), v: seat('Vi', { role: 'viewer' }) },
  });
  expect(happened(room, after)).toEqual([
    { what: 'away', who: 'Ada' },
    { what: 'came', who: 'Jo' },
    { what: 'knocks', who: 'Vi' },
    { what: 'left', who: 'Kit' },
  ]);
  const knocking = with_({ seats: { ...room.seats, v: seat('Vi', { role: 'viewer' }) } });
  const admitted = with_({ seats: { ...room.seats, v: seat('Vi') } });
  expect(happened(knocking, admitted)).toEqual([{ what: 'came', who: 'Vi' }]);
});

test('who sits down and is there a moment later has come, and comes back later', () => {
  const sits = with_({ seats: { ...room.seats, j: seat('Jo', { here: false }) } });
  expect(happened(room, sits)).toEqual([]);
  const here = { ...with_({ seats: { ...room.seats, j: seat('Jo') } }), now_ms: 1_000 };
  expect(happened(sits, here)).toEqual([{ what: 'came', who: 'Jo' }]);
  expect(happened(sits, { ...here, now_ms: 60_000 })).toEqual([{ what: 'back', who: 'Jo' }]);
});

test('who played, paused and went elsewhere is told by name', () => {
  const playing = playback({ playing: true, anchor_server_ms: 1_000 });
  expect(happened(room, playing)).toEqual([{ what: 'played', who: 'Kit' }]);
  expect(happened(playing, room)).toEqual([{ what: 'paused', who: null }]);
  const sought = playback({ playing: true, anchor_server_ms: 4_000, anchor_media_ms: 30_000 });
  expect(happened(playing, sought)).toEqual([{ what: 'sought', who: 'Kit', ms: 30_000 }]);
  // Told again where it is anyway.
  const same = playback({ playing: true, anchor_server_ms: 4_000, anchor_media_ms: 3_000 });
  expect(happened(playing, same)).toEqual([]);
});

test('what is added is told at once for each adder', () => {
  const queue = { ...room.queue, i2: item('Two', 'k'), i3: item('Three', 'k') };
  expect(happened(room, with_({ queue }))).toEqual([
    { what: 'added', who: 'Kit', titles: ['Two', 'Three'] },
  ]);
  expect(happened(with_({ queue }), room)).toEqual([
    { what: 'removed', who: null, titles: ['Two', 'Three'] },
  ]);
});

test('a room that waits, and goes on, is not paused by somebody', () => {
  const held = {
    ...playback({ playing: false, why: 'hold' }),
    holding: { for: ['a'], until_ms: 9 },
  };
  const playing = playback({ playing: true });
  expect(happened(playing, held)).toEqual([{ what: 'held' }]);
  expect(happened(held, playing)).toEqual([{ what: 'released' }]);
});

test('a room that is closed says no more than that', () => {
  const closed = with_({ status: 'closed', seats: {} });
  expect(happened(room, closed)).toEqual([{ what: 'closed' }]);
});
