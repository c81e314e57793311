/**
 * Where it is asked for, the API stands still for nine seconds, again and again: what is
 * told meanwhile is told to the end all the same.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { thawedFile } from './calm';

const FROZEN_MS = 9_000;
const THAWED_MS = 21_000;

export default function setup(): (() => void) | undefined {
  const file = process.env.DOWNBEAT_E2E_READY_FILE;
  if (!file || !process.env.DOWNBEAT_E2E_FROZEN) return undefined;
  const { pids } = JSON.parse(readFileSync(file, 'utf8')) as { pids: Record<string, number> };
  const apis = Object.entries(pids).flatMap(([name, pid]) => (/^api-/.test(name) ? [pid] : []));
  let next: ReturnType<typeof setTimeout>;

  function tell(signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of apis) process.kill(pid, signal);
  }
  function freeze(): void {
    tell('SIGSTOP');
    next = setTimeout(thaw, FROZEN_MS);
  }
  function thaw(): void {
    tell('SIGCONT');
    writeFileSync(thawedFile(file ?? ''), String(Date.now() + THAWED_MS));
    next = setTimeout(freeze, THAWED_MS);
  }

  thaw();
  return () => {
    clearTimeout(next);
    tell('SIGCONT');
    rmSync(thawedFile(file), { force: true });
  };
}
