import { confirmation, type Question } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/toasts/toasts.svelte';
import { doToSession, type SessionAction, type SessionDetail } from '../api/sessions';
import { t } from '../texts';

function question(action: SessionAction): Question {
  const said = t.sessions.questions[action];
  if (action !== 'end') return { ...said, reason: 'optional' };
  return { ...said, isDanger: true, phrase: t.sessions.endPhrase, reason: 'optional' };
}

function doneSaid(action: SessionAction, { session }: SessionDetail): string {
  const isDone = {
    activate: () => session.is_hot === true,
    close: () => session.is_hot === false,
    restore: () => !session.parked,
    end: () => true,
  }[action]();
  // It may take longer than the answer waits.
  return isDone || action === 'end' ? t.sessions.done[action] : t.sessions.notYet[action];
}

export async function act(action: SessionAction, id: string): Promise<SessionDetail | undefined> {
  const consent = await confirmation.ask(question(action));
  if (!consent) return undefined;
  return attempt(
    async () => (await doToSession(id, action, consent.reason)) ?? NOTHING,
    (detail) => doneSaid(action, detail),
  );
}

/** What is left of a session that ended. */
const NOTHING = {} as SessionDetail;
