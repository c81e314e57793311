import { expect, test, vi } from 'vitest';
import { notice } from '../pages/inbox/model/testing';
import { takeBack } from './shown';

type Shown = { tag: string; close: () => void };

let shown: Shown[] = [];
const show = (...tags: string[]) => {
  shown = tags.map((tag) => ({
    tag,
    close: () => {
      shown = shown.filter((one) => one.tag !== tag);
    },
  }));
};
const asked = vi.fn(async () => ({ getNotifications: async () => [...shown] }));
const tags = () => shown.map(({ tag }) => tag);
const view = (unread: number, ...read: string[]) => {
  const latest = [...read.map((id) => notice({ id, read: true })), notice({ id: 'new' })];
  return { tally_seq: 1, unread, latest, drafts: {}, now_ms: 0 };
};

function device(permission: string): void {
  vi.stubGlobal('Notification', { permission });
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: asked } });
}

test('what is read elsewhere is shown here no more, and what is unread still is', async () => {
  device('granted');
  show('one', 'new', 'older');
  await takeBack(view(2, 'one'));
  expect(tags()).toEqual(['new', 'older']);
  // It is looked at once for each change, however often is told of something else.
  await takeBack(view(2, 'one'));
  expect(asked).toHaveBeenCalledTimes(1);
  await takeBack(view(0, 'one'));
  expect(tags()).toEqual([]);
});

test('a browser that shows nothing is asked for nothing', async () => {
  asked.mockClear();
  device('default');
  await takeBack(view(1, 'two'));
  vi.stubGlobal('Notification', undefined);
  await takeBack(view(1, 'two'));
  expect(asked).not.toHaveBeenCalled();
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('navigator', {});
  await takeBack(view(1, 'two'));
});
