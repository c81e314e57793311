/**
 * What a room's pages ask of the API: as a seat, whose token is its pass and sends no
 * cookie along, or as whoever reads this page.
 */
import { asProblem, Problem } from '../../../../kit/api/problem';
import { reader } from '../../../../people/reader.svelte';

const ROOT = '/api/v1';
const ANSWER_MS_MAX = 15_000;

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number>;

export function readAsSeat<Answer>(path: string, token: string, query: Query = {}) {
  return ask<Answer>(path + search(query), { credentials: 'omit' }, bearer(token));
}

export function sendAsSeat<Answer>(
  method: Method,
  path: string,
  token: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent: RequestInit = { ...sending(method, body), credentials: 'omit' };
  return ask<Answer>(path, sent, { ...JSON_SENT, ...headers, ...bearer(token) });
}

export function readOpenly<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>(path, { credentials: 'same-origin', ...(signal && { signal }) }, {});
}

export function sendAsReader<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
  const sent: RequestInit = { ...sending(method, body), credentials: 'same-origin' };
  return ask<Answer>(path, sent, { ...JSON_SENT, 'X-CSRF-Token': reader.me?.csrf ?? '' });
}

const JSON_SENT = { 'Content-Type': 'application/json' };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const sending = (method: Method, body?: object): RequestInit => ({
  method,
  ...(body && { body: JSON.stringify(body) }),
});

function search(query: Query): string {
  const all = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const text = new URLSearchParams(all).toString();
  return text && `?${text}`;
}

async function ask<Answer>(
  path: string,
  init: RequestInit,
  headers: Record<string, string>,
): Promise<Answer> {
  try {
    const answer = await fetch(ROOT + path, {
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      ...init,
      headers: { Accept: 'application/json', ...headers },
      cache: 'no-store',
    });
    const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return body as Answer;
    const told = typeof body === 'object' && body !== null ? { ...body } : {};
    const wait_s = Number(answer.headers.get('Retry-After') ?? Number.NaN);
    throw new Problem(answer.status, told, Number.isFinite(wait_s) ? wait_s * 1_000 : null);
  } catch (error) {
    throw asProblem(error);
  }
}
