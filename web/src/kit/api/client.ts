/** One way to the server, as docs/openapi.json has it: JSON both ways, problems as `Problem`. */
import type { ArgsOf, CommandOf, Kind } from '@downbeat/client';
import type { Answer, Method, Operation, Parts, Path, Schemas } from './document';
import { asProblem, Problem } from './problem';

const ANSWER_MS_MAX = 10_000;
/** Work that Postgres may take its time for, like counting all that match. */
const WORK_MS_MAX = 60_000;

type Sent = {
  path?: object | undefined;
  query?: object | undefined;
  headers?: object | undefined;
  body?: unknown;
};

let csrf = '';
let onSignedOut = () => {};

export function signsWith(token: string): void {
  csrf = token;
}

export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

export function get<P extends Path<'get'>>(
  path: P,
  parts: Parts<Operation<'get', P>>,
  signal?: AbortSignal,
): Promise<Answer<Operation<'get', P>>> {
  const timeout = AbortSignal.timeout(ANSWER_MS_MAX);
  return ask(address(path, parts), {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
}

export const post = sends('post');
export const put = sends('put');
export const patch = sends('patch');
export const remove = sends('delete');

/**
 * Asks something of a session. Kinds may have commands of the same name: which of
 * them is meant, and so what it takes, `kind` says. With a `key` it is asked once,
 * however often it is sent.
 */
export function command<K extends Kind, Name extends CommandOf<K>>(
  _kind: K,
  name: Name,
  id: string,
  body: ArgsOf<K, Name>,
  key?: string,
): Promise<Schemas['AcceptedView']> {
  const headers = key === undefined ? undefined : { 'Idempotency-Key': key };
  return send('POST', `/api/v1/sessions/{id}/commands/${name}`, { path: { id }, body, headers });
}

/** What the document does not have: signing in and out is no part of the API. */
export function postAuth(path: `/auth/${string}`): Promise<void> {
  return send('POST', path, { body: { reason: null } });
}

/** Where a path leads with all that it takes. */
export function addressOf<P extends Path<'get'>>(
  path: P,
  parts: Parts<Operation<'get', P>>,
): string {
  return address(path, parts);
}

function sends<M extends Method>(method: M) {
  return <P extends Path<M>>(
    path: P,
    parts: Parts<Operation<M, P>>,
  ): Promise<Answer<Operation<M, P>>> => send(method.toUpperCase(), path, parts);
}

function send<Answer>(method: string, path: string, parts: Sent): Promise<Answer> {
  return ask<Answer>(address(path, parts), {
    method,
    body: parts.body === undefined ? null : JSON.stringify(parts.body),
    headers: { ...parts.headers, 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
    signal: AbortSignal.timeout(WORK_MS_MAX),
  });
}

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(path, {
      ...init,
      headers: { Accept: 'application/json', ...init.headers },
      credentials: 'same-origin',
      cache: 'no-store',
    });
    if (!answer.ok) throw await problemOf(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  } catch (error) {
    // Nobody waits for the answer any more.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const problem = asProblem(error);
    if (problem.status === 401) onSignedOut();
    throw problem;
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null);
  const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const wait_s = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(answer.status, known, Number.isFinite(wait_s) ? wait_s * 1_000 : null);
}

function address(path: string, { path: names = {}, query = {} }: Sent): string {
  const values = names as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ''));
  return filled + search(query);
}

function search(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, `${one}`);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
