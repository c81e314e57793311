/** What the page is about, and which ways this server has: it says so on the body. */
import { postAuth } from '../../kit/api/client';
import { asProblem } from '../../kit/api/problem';
import { language } from '../../kit/language/language';
import { t } from './texts';

export type Mode = 'in' | 'up' | 'forgotten';

export type Given = { name: string; email: string; password: string };

/** What is wrong, beside its field or as a whole. */
export type Fault = { field: keyof Given | 'all'; said: string };

type Way = 'twitch' | 'signUp' | 'mail';

// A test has no page.
const has = (way: Way) => globalThis.document?.body.dataset[way] !== 'off';

export const hasTwitch = has('twitch');
export const isOpen = has('signUp');
export const sendsMail = has('mail');

export function modeOf(hash: string): Mode {
  return hash === '#new' ? 'up' : hash === '#forgotten' ? 'forgotten' : 'in';
}

/** Answers where to go on, for whoever came in. */
export async function ask(mode: Mode, given: Given): Promise<string | undefined> {
  const { name, email, password } = given;
  switch (mode) {
    case 'in':
      return (await postAuth('/auth/local/sign-in', { email, password })) ?? '/dashboard';
    case 'up':
      await postAuth('/auth/local/sign-up', { email, password, name, language });
      return undefined;
    case 'forgotten':
      await postAuth('/auth/local/link', { email, language });
      return undefined;
  }
}

export function faultOf(error: unknown): Fault {
  const problem = asProblem(error);
  const said = { email: t.badEmail, name: t.badName, password: t.weak };
  for (const { field } of problem.errors) {
    if (field === 'email' || field === 'name' || field === 'password') {
      return { field, said: said[field] };
    }
  }
  return { field: 'all', said: t.problems[problem.code] ?? problem.message };
}
