/**
 * What is about time itself, as a tap that counts within a second or a line that is
 * noticed to be gone, is told while the API answers: where it stands still now and then,
 * such a story waits until it has just gone on.
 */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const LOOK_MS = 200;

/** Where it is written until when the API goes on. */
export const thawedFile = (readyFile: string) => `${readyFile}.thawed-until`;

/** Returns when the API answers for so long. */
export async function calm(ms: number): Promise<void> {
  const file = thawedFile(process.env.DOWNBEAT_E2E_READY_FILE ?? '');
  while (existsSync(file)) {
    const until = Number(readFileSync(file, 'utf8'));
    if (Date.now() + ms <= until) return;
    await setTimeout(LOOK_MS);
  }
}
