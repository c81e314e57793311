import { beforeEach, expect, test, vi } from 'vitest';
import { put } from '../kit/api/client';
import { reader } from './reader.svelte';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
/** Whose cookie this browser has. */
let signedIn = { id: 'ann', name: 'Ann', csrf: 'of ann', is_guest: false };

const told: string[] = [];

async function server(path: string, init: RequestInit): Promise<Response> {
  if (path === '/api/v1/me') return Response.json(signedIn);
  const token = new Headers(init.headers).get('x-csrf-token') ?? '';
  told.push(token);
  if (token === signedIn.csrf) return Response.json({});
  return Response.json({ code: 'csrf' }, { status: 403 });
}

const note = () => put('/api/v1/circles/{id}/read', { path: { id: 'c' }, body: { seq: 1 } });

beforeEach(async () => {
  told.length = 0;
  signedIn = { id: 'ann', name: 'Ann', csrf: 'of ann', is_guest: false };
  fetched.mockImplementation(server);
  vi.stubGlobal('fetch', fetched);
  await reader.arrive();
});

test('whoever signed in again goes on', async () => {
  signedIn.csrf = 'another';
  await note();
  expect(told).toEqual(['of ann', 'another']);
});

test('what one made goes under the name of no other who signed in since', async () => {
  signedIn = { id: 'ben', name: 'Ben', csrf: 'of ben', is_guest: false };
  await expect(note()).rejects.toMatchObject({ status: 401, code: 'signed_out' });
  expect([told, reader.isSignedOut, reader.me?.id]).toEqual([['of ann'], true, 'ann']);
  // They are back.
  signedIn = { id: 'ann', name: 'Ann', csrf: 'anew', is_guest: false };
  await note();
  expect(told.at(-1)).toBe('anew');
});

test('a guest goes on as whoever they are', async () => {
  signedIn = { id: 'guest', name: '', csrf: 'of a guest', is_guest: true };
  await reader.arrive();
  signedIn = { id: 'ben', name: 'Ben', csrf: 'of ben', is_guest: false };
  await note();
  expect(told.at(-1)).toBe('of ben');
});
