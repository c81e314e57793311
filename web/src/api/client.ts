/** One way to the server: JSON both ways, problems as `Problem`. */
import { asProblem, Problem } from './problem';

const ANSWER_MS_MAX = 10_000;
/** Work that Postgres may take its time for, like counting all that match. */
const WORK_MS_MAX = 60_000;

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

let csrf = '';
let onSignedOut = () => {};

export function signsWith(token: string): void {
  csrf = token;
}

export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

export function get<Answer>(path: string, query: Query = {}, signal?: AbortSignal) {
  const timeout = AbortSignal.timeout(ANSWER_MS_MAX);
  return ask<Answer>(path + search(query), {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
}

export type Headers = Readonly<Record<string, string>>;

export function post<Answer>(path: string, body: object, headers: Headers = {}): Promise<Answer> {
  return send('POST', path, body, headers);
}

export function put<Answer>(path: string, body: object): Promise<Answer> {
  return send('PUT', path, body);
}

export function patch<Answer>(path: string, body: object, headers: Headers = {}): Promise<Answer> {
  return send('PATCH', path, body, headers);
}

export function remove(path: string, headers: Headers = {}): Promise<void> {
  return send('DELETE', path, null, headers);
}

function send<Answer>(
  method: string,
  path: string,
  body: object | null,
  headers: Headers = {},
): Promise<Answer> {
  return ask<Answer>(path, {
    method,
    body: body && JSON.stringify(body),
    headers: { ...headers, 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
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

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'string' || typeof value === 'number') parameters.set(name, `${value}`);
    else for (const one of value) parameters.append(name, one);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
