import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Talk } from './talk.svelte';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const away = () => Response.json({ code: 'unavailable' }, { status: 503 });

/** A page of messages by their numbers. */
function said(from: number, to: number) {
  const items = Array.from({ length: to - from + 1 }, (_, at) => {
    const seq = from + at;
    return { id: `m${seq}`, seq, state: 'shown', pinned: false, mine: false };
  });
  return Response.json({ items, pinned: [], held: [], head: to, n: to });
}

const seqs = (talk: Talk) => talk.shown.items.map(({ seq }) => seq);

beforeEach(() => {
  vi.useFakeTimers();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => void vi.useRealTimers());

test('a server that is away for a moment is waited for, at first and further up', async () => {
  const talk = new Talk('c', null);
  fetched.mockResolvedValueOnce(away()).mockResolvedValueOnce(said(51, 100));
  const opening = talk.open(null, 0);
  await vi.advanceTimersByTimeAsync(1_000);
  await opening;
  expect([talk.isLoading, talk.problem, seqs(talk).at(0)]).toEqual([false, undefined, 51]);
  fetched.mockResolvedValueOnce(away()).mockResolvedValueOnce(said(1, 50));
  const older = talk.older();
  await vi.advanceTimersByTimeAsync(1_000);
  await older;
  expect([talk.isPaging, seqs(talk).at(0), seqs(talk).at(-1)]).toEqual([false, 1, 100]);
});

test('who opens another place meanwhile sees that, and nothing of the first', async () => {
  const talk = new Talk('c', null);
  fetched.mockResolvedValueOnce(away());
  const first = talk.open('m7', 0);
  await vi.advanceTimersByTimeAsync(0);
  fetched.mockResolvedValueOnce(said(1, 3));
  await Promise.all([first, talk.open(null, 0)]);
  await vi.runAllTimersAsync();
  expect([talk.isLoading, talk.problem, talk.target]).toEqual([false, undefined, null]);
  expect([seqs(talk), fetched.mock.calls.length]).toEqual([[1, 2, 3], 2]);
});

test('what is paged when somebody goes elsewhere leaves no hole and no fault', async () => {
  const talk = new Talk('c', null);
  fetched.mockResolvedValueOnce(said(151, 200));
  await talk.open(null, 0);
  fetched.mockResolvedValueOnce(away());
  const older = talk.older();
  await vi.advanceTimersByTimeAsync(0);
  fetched.mockResolvedValueOnce(said(1, 3));
  await Promise.all([older, talk.open(null, 0)]);
  await vi.runAllTimersAsync();
  expect([seqs(talk), talk.isPaging]).toEqual([[1, 2, 3], false]);
});

test('one that stays away is told of in the end', async () => {
  const talk = new Talk('c', null);
  fetched.mockImplementation(async () => away());
  const opening = talk.open(null, 0);
  await vi.runAllTimersAsync();
  await opening;
  expect([talk.isLoading, talk.problem?.status]).toEqual([false, 503]);
});
