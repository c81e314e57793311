import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  addressOf,
  command,
  entersBy,
  get,
  patch,
  post,
  put,
  putAndGo,
  remove,
  signsWith,
  tagOf,
  whenSignedOut,
} from './client';

const SESSION = '/api/v1/sessions/{id}';
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async () => Response.json({ items: [] }));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => vi.unstubAllGlobals());

function asked() {
  const [path, init] = fetched.mock.lastCall ?? ['', {}];
  return { path, method: init.method, body: init.body, headers: new Headers(init.headers) };
}

test('names are put into the path, and what is null is not asked for', async () => {
  await get(`${SESSION}/rounds`, { path: { id: 'a/b' }, query: { cursor: null, limit: 20 } });
  expect(asked().path).toBe('/api/v1/sessions/a%2Fb/rounds?limit=20');
  await get('/api/v1/admin/jobs', { query: { state: ['dead', 'done'], text: '' } });
  expect(asked().path).toBe('/api/v1/admin/jobs?state=dead&state=done');
});

test('a change carries its body, its headers and the token against forgery', async () => {
  signsWith('secret');
  const headers = { 'If-Match': '"3"' };
  await patch(SESSION, { path: { id: 's' }, body: { config: { weight: 2 } }, headers });
  const { method, body, headers: sent } = asked();
  expect([method, body]).toEqual(['PATCH', '{"config":{"weight":2}}']);
  expect(sent.get('if-match')).toBe('"3"');
  expect(sent.get('x-csrf-token')).toBe('secret');
});

test('a token that is taken no more is read anew, once', async () => {
  const refused = () => Response.json({ code: 'csrf' }, { status: 403 });
  fetched.mockImplementationOnce(async () => refused());
  signsWith('old', async () => 'new');
  await put('/api/v1/circles/{id}/read', { path: { id: 'c' }, body: { seq: 3 } });
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(asked().headers.get('x-csrf-token')).toBe('new');
  fetched.mockImplementation(async () => refused());
  const again = put('/api/v1/circles/{id}/read', { path: { id: 'c' }, body: { seq: 3 } });
  await expect(again).rejects.toMatchObject({ code: 'csrf' });
  expect(fetched).toHaveBeenCalledTimes(4);
  signsWith('');
});

test('what is sent on the way to another page outlives its own', async () => {
  const sent = { path: { id: 'c' }, body: { seq: 3 } };
  await put('/api/v1/circles/{id}/read', sent);
  expect(fetched.mock.lastCall?.[1].keepalive).toBe(false);
  await putAndGo('/api/v1/circles/{id}/read', sent);
  expect(fetched.mock.lastCall?.[1].keepalive).toBe(true);
  expect(asked().method).toBe('PUT');
});

test('what is read may be asked for with a header', async () => {
  const headers = { 'X-Invitation': 'secret' };
  await get('/api/v1/circles/{id}', { path: { id: 'c' }, headers });
  expect(asked().headers.get('x-invitation')).toBe('secret');
  expect(asked().method).toBeUndefined();
});

test('an answer without content is none', async () => {
  fetched.mockImplementation(async () => new Response(null, { status: 204 }));
  expect(await remove('/api/v1/tokens/{id}', { path: { id: 't' } })).toBeUndefined();
  expect(asked().body).toBeNull();
  fetched.mockImplementation(async () => new Response(null, { status: 202 }));
  expect(await post('/api/v1/friends', { body: { login: 'kit' } })).toBeUndefined();
});

test('an answer that should have content and has none is a problem', async () => {
  fetched.mockImplementation(async () => new Response('', { status: 200 }));
  await expect(get('/api/v1/friends', {})).rejects.toMatchObject({ code: 'unreachable' });
});

test('another server is asked by a pass of its own, and without cookies', async () => {
  signsWith('secret');
  entersBy({ base: 'https://downbeat.example', token: 'a.b.c' });
  try {
    await post('/api/v1/tokens', { body: { name: 'n', scopes: [] } });
  } finally {
    entersBy(null);
  }
  const { path, headers } = asked();
  expect(path).toBe('https://downbeat.example/api/v1/tokens');
  expect(headers.get('authorization')).toBe('Bearer a.b.c');
  expect(headers.get('x-csrf-token')).toBeNull();
  expect(fetched.mock.lastCall?.[1].credentials).toBe('omit');
  await get('/api/v1/me', {});
  expect(asked().path).toBe('/api/v1/me');
  expect(asked().headers.get('authorization')).toBeNull();
  expect(fetched.mock.lastCall?.[1].credentials).toBe('same-origin');
});

test('of which version an answer is, is known', async () => {
  fetched.mockImplementation(async () => Response.json({}, { headers: { ETag: '"7"' } }));
  expect(tagOf(await get('/api/v1/me', {}))).toBe('"7"');
  expect(tagOf({})).toBe('');
});

test('a refusal is a problem, and 401 is told', async () => {
  const problem = { code: 'signed_out', detail: 'Sign in.' };
  fetched.mockImplementation(async () => Response.json(problem, { status: 401 }));
  const told = vi.fn();
  whenSignedOut(told);
  await expect(get('/api/v1/me', {})).rejects.toMatchObject({ status: 401, code: 'signed_out' });
  expect(told).toHaveBeenCalledTimes(1);
});

test('what the document does not have does not compile', () => {
  const path = { id: 's' };
  const never = () => [
    // @ts-expect-error: there is no such route
    get('/api/v1/session', {}),
    // @ts-expect-error: it is only read
    post('/api/v1/me', {}),
    // @ts-expect-error: whose?
    get(SESSION, {}),
    // @ts-expect-error: it asks for a body
    post('/api/v1/tokens', {}),
    // @ts-expect-error: a field that is not there
    patch(SESSION, { path, body: { config: { wait: 2 } } }),
    // @ts-expect-error: a word that is none
    post(`${SESSION}/commands/test_vote`, { path, body: { side: 'both' } }),
    // @ts-expect-error: another kind's command
    command('meter', 'switch', 's', {}),
    // @ts-expect-error: a kind's command with what it does not take
    command('meter', 'test_vote', 's', { side: 'both' }),
    // @ts-expect-error: a parameter that is not there
    get(`${SESSION}/rounds`, { path, query: { page: 2 } }),
    // @ts-expect-error: it takes no parameters
    get(SESSION, { path, query: { limit: 2 } }),
    // @ts-expect-error: a header that is not there
    remove(SESSION, { path, headers: { 'If-None-Match': '*' } }),
    // @ts-expect-error: it is named, but not whose
    addressOf(`${SESSION}/rounds/{round}/export`, { path: { round: 'r' } }),
    // @ts-expect-error: an answer has only its fields
    get('/api/v1/me', {}).then((me) => me.phone),
  ];
  expect(never).toBeTypeOf('function');
});
