import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SHOWN_MAX, Talk } from './talk.svelte';

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

/** What a circle's socket tells after so many changes. */
function view(n: number, news: object[] = [], counts: object = {}) {
  return { n, head: n, news, counts } as unknown as Parameters<Talk['hear']>[0];
}

const KIT = { id: 'kit', name: 'Kit' };
const message = (seq: number, more: object = {}) => ({
  ...{ id: `m${seq}`, seq, state: 'shown', pinned: false, mine: false, veiled: false },
  ...{ author: KIT, counts: {}, comments: 0, ...more },
});
const posted = (seq: number) => ({ n: seq, op: 'posted', seq, message: message(seq) });
const page = (...items: object[]) =>
  Response.json({ items, pinned: [], held: [], head: items.length, n: items.length });

async function opened(...items: object[]): Promise<Talk> {
  const talk = new Talk('c', 0, { me: 'ada' });
  fetched.mockResolvedValueOnce(page(...items));
  await talk.open(null, 0);
  return talk;
}

test('what is told is there without a question', async () => {
  const talk = await opened(message(1));
  talk.hear(view(2, [posted(2)], { m1: { love: 1 } }));
  expect([seqs(talk), talk.isBehind, talk.shown.items[0]?.counts.love]).toEqual([[1, 2], false, 1]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('a gap is asked for once, and what came meanwhile with it', async () => {
  const talk = await opened(message(1));
  talk.hear(view(5, [posted(5)]));
  expect(talk.isBehind).toBe(true);
  fetched.mockImplementation(async (path) => {
    const after = Number(new URL(path, 'http://d').searchParams.get('after'));
    const n = after === 1 ? 5 : 6;
    const items = [];
    for (let seq = after + 1; seq <= n; seq += 1) items.push(posted(seq));
    // Another is told while this is on its way.
    if (after === 1) talk.hear(view(6, []));
    return Response.json({ items, n });
  });
  const { signal } = new AbortController();
  await Promise.all([talk.keepUp(signal), talk.keepUp(signal)]);
  expect([seqs(talk), talk.isBehind]).toEqual([[1, 2, 3, 4, 5, 6], false]);
  const asked = fetched.mock.calls.map(([path]) => path).filter((path) => path.includes('changes'));
  expect(asked).toHaveLength(2);
});

test('whoever missed too much reads the page anew', async () => {
  const talk = await opened(message(1));
  talk.hear(view(400));
  fetched.mockResolvedValueOnce(Response.json({ code: 'too_far' }, { status: 410 }));
  fetched.mockResolvedValueOnce(said(351, 400));
  await talk.keepUp(new AbortController().signal);
  expect([seqs(talk).at(-1), talk.isBehind]).toEqual([400, false]);
});

test('comments that came, changed or went are told by the change', async () => {
  const talk = await opened(message(1));
  const more = { op: 'commented', seq: 1, message: message(1, { comments: 1 }) };
  talk.hear(view(2, [{ n: 2, ...more }]));
  expect([talk.commented.get('m1'), talk.shown.items[0]?.comments]).toEqual([2, 1]);
});

test('what is read is told by the socket, and else as before', async () => {
  const told: number[] = [];
  const answers = [true, false];
  const tell = async (seq: number) => {
    told.push(seq);
    return answers.shift() ?? false;
  };
  const talk = new Talk('c', 0, { me: 'ada', tell });
  for (const seq of [1, 2]) {
    talk.see(seq);
    fetched.mockImplementation(async () => Response.json({}));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(told).toEqual([1, 2]);
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/v1/circles/c/read']);
});

const versioned = (seq: number, more: object = {}) => message(seq, { version: 1, ...more });
const unheard = { author: null, text: '', veiled: true };

test('whoever is blocked in another tab is not heard any more', async () => {
  const talk = await opened(versioned(1, { text: 'one' }), versioned(2, { comments: 1 }));
  talk.hear(view(3, [{ ...posted(3), message: versioned(3) }]));
  expect(seqs(talk)).toEqual([1, 2, 3]);
  fetched.mockResolvedValueOnce(
    page(versioned(1, unheard), versioned(2, { ...unheard, comments: 1 }), versioned(3, unheard)),
  );
  await talk.again();
  expect(fetched.mock.lastCall?.[0]).toContain('after=0');
  expect(talk.shown.items.map(({ veiled }) => veiled)).toEqual([true, true, true]);
  // Their thread is asked for again, where it is open.
  expect([...talk.commented.keys()]).toEqual(['m2']);
  talk.hear(view(4, [posted(4)]));
  expect([seqs(talk).at(-1), talk.isBehind]).toEqual([3, true]);
});

test('whoever is heard again is there again, and what changed meanwhile stays', async () => {
  const talk = await opened(versioned(1, unheard), versioned(2));
  fetched.mockImplementationOnce(async () => {
    talk.hear(view(3, [{ n: 3, op: 'edited', seq: 2, message: versioned(2, { version: 2 }) }]));
    return page(versioned(1), versioned(2, { version: 1 }));
  });
  await talk.again();
  const { items } = talk.shown;
  expect(items.map(({ veiled, version }) => [veiled, version])).toEqual([
    [false, 1],
    [false, 2],
  ]);
});

test('whoever was away for long asks anew, and for a moment does not', async () => {
  const talk = await opened(versioned(1));
  talk.lookAway();
  await vi.advanceTimersByTimeAsync(5_000);
  talk.lookBack();
  expect(fetched).toHaveBeenCalledTimes(1);
  talk.lookAway();
  await vi.advanceTimersByTimeAsync(30_000);
  fetched.mockResolvedValueOnce(page(versioned(1, unheard)));
  talk.lookBack();
  await vi.advanceTimersByTimeAsync(0);
  expect(talk.shown.items[0]?.veiled).toBe(true);
});

test('a page that is open all day keeps so many, unless somebody reads further up', async () => {
  let isAtEnd = false;
  const talk = new Talk('c', 0, { me: 'ada', isAtEnd: () => isAtEnd });
  fetched.mockResolvedValueOnce(page(message(1)));
  await talk.open(null, 0);
  const hear = (from: number, to: number) => {
    for (let seq = from; seq <= to; seq += 1) talk.hear(view(seq, [posted(seq)]));
  };
  hear(2, SHOWN_MAX + 100);
  expect([seqs(talk).length, talk.hasOlder]).toEqual([SHOWN_MAX + 100, false]);
  isAtEnd = true;
  hear(SHOWN_MAX + 101, SHOWN_MAX + 101);
  expect([seqs(talk).length, seqs(talk).at(0), talk.hasOlder]).toEqual([SHOWN_MAX, 102, true]);
  isAtEnd = false;
  fetched.mockImplementationOnce(async (path) => {
    expect(path).toContain('before=102');
    return said(52, 101);
  });
  await talk.older();
  expect([seqs(talk).at(0), seqs(talk).length]).toEqual([52, SHOWN_MAX + 50]);
});

test('what is told as it was is read anew, as soon as somebody can say how it is', async () => {
  const talk = new Talk('c', 0);
  const was = await said(1, 3).json();
  fetched.mockResolvedValueOnce(Response.json({ ...was, stale: true, as_of_ms: 7 }));
  await talk.open(null, 0);
  expect([talk.isStale, seqs(talk)]).toEqual([true, [1, 2, 3]]);
  const now = await said(1, 4).json();
  fetched.mockResolvedValueOnce(Response.json({ ...now, stale: false, as_of_ms: null }));
  await talk.keepUp(new AbortController().signal);
  expect([talk.isStale, seqs(talk), talk.shown.n]).toEqual([false, [1, 2, 3, 4], 4]);
  expect(fetched.mock.calls.map(([path]) => path.includes('/changes'))).toEqual([false, false]);
});
