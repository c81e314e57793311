import { asking, type Question } from '../../asking/asking.svelte';
import { attempt } from '../../notices/notices.svelte';
import { doToSession, type SessionDeed, type SessionDetail } from '../api/sessions';

const QUESTIONS: Readonly<Record<SessionDeed, Question>> = {
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
  end: {
    title: 'End the session',
    text: 'It is deleted with all that happened in it, for good. Its overlay goes blank.',
    verb: 'End it for good',
    isDanger: true,
    phrase: 'end',
    reason: 'optional',
  },
};

const DONE: Readonly<Record<SessionDeed, string>> = {
  activate: 'The session is live.',
  close: 'The session sleeps.',
  end: 'The session is deleted.',
};

export async function act(deed: SessionDeed, id: string): Promise<SessionDetail | undefined> {
  const consent = await asking.ask(QUESTIONS[deed]);
  if (!consent) return undefined;
  return attempt(
    async () => (await doToSession(id, deed, consent.reason)) ?? NOTHING,
    () => DONE[deed],
  );
}

/** What is left of a session that ended. */
const NOTHING = {} as SessionDetail;
