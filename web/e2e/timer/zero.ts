/** When a clock comes to zero, by the machine that all of a test runs on. */
import type { Page } from 'playwright-core';

const WATCHED_MS = 2_000;

/**
 * As a page shows it. A figure says when it changes, which is when so much was
 * left; frames make it late and never early, so the earliest counts.
 */
export function zeroShown(page: Page, id: string): Promise<number> {
  return page.evaluate(
    ([id, watchedMs]) =>
      new Promise<number>((done) => {
        const face = document.querySelector(`[data-id="${id}"] [role="timer"]`);
        if (!face) throw new Error('no clock is shown');
        const zeros: number[] = [];
        const watch = new MutationObserver(() => {
          const [minutes, seconds] = (face.textContent ?? '').split(':').map(Number);
          const shownMs = ((minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000;
          zeros.push(Date.now() + shownMs);
        });
        watch.observe(face, { characterData: true, childList: true, subtree: true });
        setTimeout(() => {
          watch.disconnect();
          done(Math.min(...zeros));
        }, watchedMs);
      }),
    [id, WATCHED_MS] as const,
  );
}

/** As a program computes it from a bare socket: the view's anchor, and the shortest of some pings. */
export function zeroComputed(page: Page, socketUrl: string, id: string): Promise<number> {
  return page.evaluate(
    ([socketUrl, id]) =>
      new Promise<number>((done, failed) => {
        const socket = new WebSocket(socketUrl, 'downbeat.v1');
        let zeroByServer = 0;
        let best = { trip: Number.POSITIVE_INFINITY, offset: 0 };
        let pings = 5;
        const ping = () => socket.send(JSON.stringify({ type: 'ping', t0: Date.now() }));
        socket.onerror = () => failed(new Error('the socket failed'));
        socket.onmessage = ({ data }) => {
          const says = JSON.parse(data);
          if (says.type === 'hello') {
            const one = says.view.participants.find((one: { id: string }) => one.id === id);
            zeroByServer = says.view.since_ms + one.remaining_ms;
            ping();
          } else if (says.type === 'pong') {
            const now = Date.now();
            const trip = now - says.t0;
            const offset = says.server_ms - (says.t0 + now) / 2;
            if (trip < best.trip) best = { trip, offset };
            pings -= 1;
            if (pings > 0) return ping();
            socket.close();
            done(zeroByServer - best.offset);
          }
        };
      }),
    [socketUrl, id] as const,
  );
}
