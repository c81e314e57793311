/** One way to the server, as docs/openapi.json has it: JSON both ways, problems as `Problem`. */
import type { ArgsOf, CommandOf, Kind } from '@downbeat/client';
import type { Answer, Method, Operation, Parts, Path, Schemas } from './document';
import { asProblem, Problem } from './problem';

const ANSWER_MS_MAX = 10_000;
/** Work that Postgres may take its time for, like counting all that match. */
const WORK_MS_MAX = 60_000;
/** What may be answered with nothing. */
const SILENT: ReadonlySet<number> = new Set([202, 204]);

type Sent = {
  path?: object | undefined;
  query?: object | undefined;
  headers?: object | undefined;
  body?: unknown;
};

/** Known once it is known who looks; what changes something waits for it. */
let csrf: Promise<string> | string = '';
let readCsrf: (() => Promise<string>) | null = null;
let door: Door | null = null;
/** By answers, which version of it each is, where that stands in its head alone. */
const tags = new WeakMap<object, string>();
let onSignedOut = () => {};

/** A server elsewhere, and what lets one in there: `base` as `https://downbeat.example`. */
export type Door = { base: string; token: string };

/** Goes to another server by a credential of its own, and no cookie along; null is here again. */
export function entersBy(next: Door | null): void {
  door = next;
}

/** What `If-Match` takes of an answer as it was read; empty where it has no version. */
export function tagOf(answer: object): string {
  return tags.get(answer) ?? '';
}

/** `again` reads it anew where the server takes it no more, or it could not be read. */
export function signsWith(
  token: Promise<string> | string,
  again: (() => Promise<string>) | null = null,
): void {
  csrf = token;
  readCsrf = again;
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
  const { headers = {} }: Sent = parts;
  return ask(address(path, parts), {
    headers: { ...headers },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
}

export const post = sends('post');
export const put = sends('put');
export const patch = sends('patch');
export const remove = sends('delete');
/** Of something small, which arrives though its page is left at once. */
export const putAndGo = sends('put', true);

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

/**
 * What the document does not have: signing in and out is no part of the API. Answers
 * where the pages of whoever came in are.
 */
export function postAuth(
  path: `/auth/${string}`,
  body: object = { reason: null },
): Promise<string | undefined> {
  return send('POST', path, { body });
}

/** Where a path leads with all that it takes. */
export function addressOf<P extends Path<'get'>>(
  path: P,
  parts: Parts<Operation<'get', P>>,
): string {
  return address(path, parts);
}

function sends<M extends Method>(method: M, keepalive = false) {
  return <P extends Path<M>>(
    path: P,
    parts: Parts<Operation<M, P>>,
  ): Promise<Answer<Operation<M, P>>> => send(method.toUpperCase(), path, parts, keepalive);
}

async function send<Answer>(
  method: string,
  path: string,
  parts: Sent,
  keepalive = false,
): Promise<Answer> {
  return signed((token) =>
    ask<Answer>(address(path, parts), {
      method,
      body: parts.body === undefined ? null : JSON.stringify(parts.body),
      headers: {
        ...parts.headers,
        'Content-Type': 'application/json',
        ...(door ? {} : { 'X-CSRF-Token': token }),
      },
      signal: AbortSignal.timeout(WORK_MS_MAX),
      keepalive,
    }),
  );
}

/** Asks with what proves that it is this page that asks. */
export async function signed<Answer>(once: (token: string) => Promise<Answer>): Promise<Answer> {
  try {
    return await once(await csrf);
  } catch (error) {
    // Refused before anything was done: with what is read anew it may be taken.
    const isUnsigned = error instanceof Problem && error.code === 'csrf';
    if (!isUnsigned || door || !readCsrf) throw error;
    const anew = readCsrf();
    // Where there is none now there may be one later.
    csrf = anew.catch(() => '');
    return once(await anew);
  }
}

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  try {
    const pass = door && { Authorization: `Bearer ${door.token}` };
    const answer = await fetch((door?.base ?? '') + path, {
      ...init,
      headers: { Accept: 'application/json', ...init.headers, ...pass },
      credentials: door ? 'omit' : 'same-origin',
      cache: 'no-store',
    });
    if (!answer.ok) throw await problemOf(answer);
    const text = await answer.text();
    // What is done, or will be, may have nothing to say; what is read has.
    if (text === '' && SILENT.has(answer.status)) {
      return (answer.headers.get('Location') ?? undefined) as Answer;
    }
    const read: unknown = JSON.parse(text);
    const tag = answer.headers.get('ETag');
    if (tag !== null && typeof read === 'object' && read !== null) tags.set(read, tag);
    return read as Answer;
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
