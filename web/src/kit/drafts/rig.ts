/** For tests: a page, a device and a server, with a clock that is turned by hand. */
import { vi } from 'vitest';
import type { Me } from '../../people/me';
import { reader } from '../../people/reader.svelte';
import type { Kept } from './keep';
import { type Answer, Saver } from './saver';

type Sent = { id: string; base: string | null; text: string; at_ms: number };

export type Content = { text: string };

export const text = (typed: string): Content => ({ text: typed });

/** Whose texts they are is signed in, for one test. */
export function looks(id = 'ann'): void {
  vi.spyOn(reader, 'me', 'get').mockReturnValue({ id } as Me);
}

export function rig(kept: Partial<Kept<Content>> = {}) {
  let now_ms = 0;
  let timers: { at_ms: number; then: () => void }[] = [];
  const here = new Map<string, Kept<Content>>();
  const sent: Sent[] = [];
  const answers: Answer[] = [];
  /** How long an answer takes. */
  const line = { slow_ms: 0 };
  let n = 0;
  const later = (then: () => void, wait_ms: number) => {
    const timer = { at_ms: now_ms + wait_ms, then };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  const first: Kept<Content> = {
    id: 'd',
    user: 'ann',
    editor: 'e',
    seq: 0,
    sent: 0,
    base: null,
    durable: null,
    of: { what: 'entry', in: null },
    content: text(''),
    at_ms: 0,
    ...kept,
  };
  const saver = new Saver<Content>(first, {
    keep: async (now) => {
      here.set(now.editor, structuredClone(now));
      return true;
    },
    forget: async (editor) => {
      here.delete(editor);
    },
    send: async ({ id, base, content }) => {
      sent.push({ id, base, text: content.text, at_ms: now_ms });
      n += 1;
      const taken: Answer = { is: 'taken', rev: `${n}.0`, durable: null };
      if (line.slow_ms > 0) await new Promise<void>((done) => later(done, line.slow_ms));
      return answers.shift() ?? taken;
    },
    changed: () => {},
    now_ms: () => now_ms,
    later,
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const pass = async (wait_ms: number) => {
    const until_ms = now_ms + wait_ms;
    await settle();
    for (;;) {
      const [next] = timers
        .filter(({ at_ms }) => at_ms <= until_ms)
        .sort((a, b) => a.at_ms - b.at_ms);
      if (!next) break;
      now_ms = next.at_ms;
      timers = timers.filter((one) => one !== next);
      next.then();
      await settle();
    }
    now_ms = until_ms;
  };
  return { saver, here, sent, answers, line, pass };
}
