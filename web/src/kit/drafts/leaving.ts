/**
 * Whoever signs out leaves no text on this device: it is sent, and deleted once the server
 * said that they are signed out.
 */
import { confirmation } from '../confirm/confirm.svelte';
import { isolated } from '../words/isolated';
import { firstChars } from '../words/letters';
import { forgetOwn } from './device';
import { forget, type Kept, keep, keptOf } from './keep';
import { send } from './line';
import { t } from './texts';

const NAMED_MAX = 3;
const WORDS_MAX = 40;

/** Whether somebody may go: what could not be sent is named, and theirs to give up. */
export async function mayLeave(user: string): Promise<boolean> {
  const unsent = await stayed(await keptOf(user));
  if (unsent.length === 0) return true;
  const { title, text, verb } = t.leave;
  const said = text(unsent.length, named(unsent));
  const question = { title, text: said, verb, isDanger: true, reason: 'none' } as const;
  return (await confirmation.ask(question)) !== null;
}

/** Nothing of somebody stays here: they left, or there is no account of theirs any more. */
export async function forgetAll(user: string): Promise<void> {
  await Promise.all((await keptOf(user)).map(({ editor }) => forget(editor)));
  await forgetOwn(user);
}

/** Of what is only here, what the server did not take now. */
async function stayed(kept: readonly Kept[]): Promise<Kept[]> {
  const unsent = kept.filter(({ seq, sent }) => seq > sent);
  const left: Kept[] = [];
  for (const one of unsent) {
    const answer = await send(one);
    // Where two texts met the server has both.
    if (answer.is === 'refused') left.push(one);
    else await keep({ ...one, sent: one.seq });
  }
  return left;
}

/** What each is, and how it begins. */
export function named(unsent: readonly Kept[]): string {
  const words = unsent.slice(0, NAMED_MAX).map(({ of, content }) => {
    const known = content as { title?: unknown; text?: unknown; note?: unknown };
    const texts = [known.title, known.text, known.note];
    const first = texts.find((text) => typeof text === 'string' && text.trim() !== '');
    const [line = ''] = String(first ?? '')
      .trim()
      .split('\n');
    const short = firstChars(line, WORDS_MAX);
    return t.leave.named(t.leave.whats[of.what], isolated(short === line ? line : `${short}…`));
  });
  if (unsent.length > NAMED_MAX) words.push(t.leave.more);
  return words.join(', ');
}
