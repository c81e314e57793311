/** Which jobs a list shows. The address holds it, so that a list can be shared. */
import { type JobQuery, STATES, type State } from '../api/jobs';

export const SPANS = {
  '15m': { ms: 15 * 60_000 },
  '1h': { ms: 3_600_000 },
  '24h': { ms: 24 * 3_600_000 },
  '7d': { ms: 7 * 24 * 3_600_000 },
} as const;
export type Span = keyof typeof SPANS;

export type JobFilter = {
  states: readonly State[];
  name: string | null;
  queue: string | null;
  worker: string | null;
  text: string | null;
  /** Created lately, however late it gets. */
  last: Span | null;
  since_ms: number | null;
  until_ms: number | null;
  /** A job whose error the others share. */
  like: string | null;
};

/** What the address says of a list that is grouped. */
export const BY_ERROR = 'error';

const PARTS = [
  'name',
  'queue',
  'worker',
  'text',
  'last',
  'since_ms',
  'until_ms',
  'like',
] as const satisfies readonly (keyof JobFilter)[];

export const EVERYTHING: JobFilter = {
  states: [],
  name: null,
  queue: null,
  worker: null,
  text: null,
  last: null,
  since_ms: null,
  until_ms: null,
  like: null,
};

export function filterOf(query: URLSearchParams): JobFilter {
  const text = (name: string) => query.get(name)?.trim() || null;
  const last = query.get('last');
  return {
    states: statesOf(query),
    name: text('name'),
    queue: text('queue'),
    worker: text('worker'),
    text: text('text'),
    last: last !== null && Object.hasOwn(SPANS, last) ? (last as Span) : null,
    since_ms: moment(query.get('since_ms')),
    until_ms: moment(query.get('until_ms')),
    like: text('like'),
  };
}

export function statesOf(query: URLSearchParams): readonly State[] {
  const named = query.getAll('state').flatMap((one) => one.split(','));
  return STATES.filter((state) => named.includes(state));
}

/** The one way to write a filter down: what is not set is not there. */
export function queryOf(filter: JobFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.states.length > 0) query.set('state', filter.states.join(','));
  for (const name of PARTS) {
    const value = filter[name];
    if (value !== null && value !== '') query.set(name, String(value));
  }
  return query;
}

export function addressOf(filter: JobFilter, path = '/admin/jobs'): string {
  const text = queryOf(filter).toString().replaceAll('%2C', ',');
  return path + (text && `?${text}`);
}

/** What the server is asked, at a certain time. */
export function askedOf(filter: JobFilter, now_ms: number): JobQuery {
  const { states, last, ...same } = filter;
  const { name, queue, worker, text, until_ms, like } = same;
  const since_ms = last === null ? same.since_ms : now_ms - SPANS[last].ms;
  return { state: states, name, queue, worker, text, since_ms, until_ms, like };
}

export function toggled(filter: JobFilter, state: State): JobFilter {
  const states = STATES.filter((one) => filter.states.includes(one) !== (one === state));
  return { ...filter, states };
}

export function isNarrow(filter: JobFilter): boolean {
  return queryOf(filter).size > 0;
}

function moment(text: string | null): number | null {
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
}
