/** Whoever signs out leaves no text on this device: it is sent, and then deleted. */
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
export async function leavesNothing(user: string): Promise<boolean> {
  const kept = await keptOf(user);
  const unsent = await stayed(kept);
  if (unsent.length > 0) {
    const { title, text, verb } = t.leave;
    const said = text(unsent.length, named(unsent));
    const question = { title, text: said, verb, isDanger: true, reason: 'none' } as const;
    if ((await confirmation.ask(question)) === null) return false;
  }
  await Promise.all(kept.map(({ editor }) => forget(editor)));
  await forgetOwn();
  return true;
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
