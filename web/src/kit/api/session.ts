/** Sessions of one kind: the document says what any session may be. */
import type { Schemas } from './document';
import { Problem } from './problem';

type Kinds = {
  meter: { config: Schemas['MeterConfig']; view: Schemas['MeterView'] };
  mission: { config: Schemas['MissionConfig']; view: Schemas['MissionView'] };
  timer: { config: Schemas['TimerConfig']; view: Schemas['TimerView'] };
};

export type Kind = keyof Kinds;

export type SessionOf<K extends Kind> = Omit<Schemas['Session'], 'kind' | 'config' | 'view'> & {
  kind: K;
  config: Kinds[K]['config'];
  view: Kinds[K]['view'] | null;
};

/** A session that is asked for as one of a kind; one of another is not there. */
export function ofKind<K extends Kind>(kind: K, session: Schemas['Session']): SessionOf<K> {
  if (session.kind === kind) return session as SessionOf<K>;
  throw new Problem(404, { code: 'not_found', detail: `there is no such ${kind}` }, null);
}
