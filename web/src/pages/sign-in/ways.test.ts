import { beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../kit/api/problem';
import { t } from './texts';
import { ask, faultOf, modeOf } from './ways';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const GIVEN = { name: 'Ann', email: 'ann@example.org', password: 'a heron over 3 grey roofs' };

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

const sent = () => JSON.parse(`${fetched.mock.lastCall?.[1].body}`);

test('an address leads to its part of the page', () => {
  expect(['', '#in', '#new', '#forgotten', '#x'].map(modeOf)).toEqual([
    'in',
    'in',
    'up',
    'forgotten',
    'in',
  ]);
});

test('whoever comes in is led to what is theirs', async () => {
  const headers = { Location: '/timer' };
  fetched.mockImplementation(async () => new Response(null, { status: 204, headers }));
  expect(await ask('in', GIVEN)).toBe('/timer');
  expect(sent()).toEqual({ email: GIVEN.email, password: GIVEN.password });
  fetched.mockImplementation(async () => new Response(null, { status: 204 }));
  expect(await ask('in', GIVEN)).toBe('/dashboard');
});

test('what waits for a mail leads nowhere, and no more is sent than it takes', async () => {
  fetched.mockImplementation(async () => new Response(null, { status: 202 }));
  expect(await ask('up', GIVEN)).toBeUndefined();
  expect(sent()).toEqual({ ...GIVEN, language: 'en' });
  expect(await ask('forgotten', GIVEN)).toBeUndefined();
  expect(sent()).toEqual({ email: GIVEN.email, language: 'en' });
});

test('a fault stands beside its field, and any other is said of all', () => {
  const weak = { code: 'invalid', errors: [{ field: 'password', message: 'is guessed' }] };
  expect(faultOf(new Problem(422, weak))).toEqual({ field: 'password', said: t.weak });
  const wrong = faultOf(new Problem(401, { code: 'wrong' }));
  expect(wrong).toEqual({ field: 'all', said: t.problems.wrong });
  expect(faultOf(new Problem(500, { detail: 'odd' })).said).toBe('odd');
});
