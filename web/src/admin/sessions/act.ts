import { confirmation, type Question } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/notices/notices.svelte';
import { doToSession, type SessionAction, type SessionDetail } from '../api/sessions';

const QUESTIONS: Readonly<Record<SessionAction, Question>> = {
  activate: {
    title: 'Bring the session to life',
    text: 'It is loaded into live memory, as if somebody watched it.',
    verb: 'Bring to life',
    reason: 'optional',
  },
  close: {
    title: 'Put the session to sleep',
    text: 'It is saved and leaves live memory now. It comes back when somebody watches.',
    verb: 'Put to sleep',
    reason: 'optional',
  },
  restore: {
    title: 'Bring the session back',
    text: 'It goes on from the newest state that can be read. What was recorded after that stays in its history, and is no part of it any more.',
    verb: 'Bring back',
    reason: 'optional',
  },
  end: {
    title: 'End the session',
    text: 'It is deleted with all that happened in it, for good. Its overlay goes blank.',
    verb: 'End it for good',
    isDanger: true,
    phrase: 'end',
    reason: 'optional',
  },
};

const DONE: Readonly<Record<SessionAction, string>> = {
  activate: 'The session is live.',
  close: 'The session sleeps.',
  restore: 'The session goes on.',
  end: 'The session is deleted.',
};

/** A job does it, and it may take longer than the answer waits. */
const NOT_YET = 'It is not back yet. Its job, restore_session, goes on: see Jobs.';

export async function act(action: SessionAction, id: string): Promise<SessionDetail | undefined> {
  const consent = await confirmation.ask(QUESTIONS[action]);
  if (!consent) return undefined;
  return attempt(
    async () => (await doToSession(id, action, consent.reason)) ?? NOTHING,
    (detail) => (action === 'restore' && detail.session.parked ? NOT_YET : DONE[action]),
  );
}

/** What is left of a session that ended. */
const NOTHING = {} as SessionDetail;
