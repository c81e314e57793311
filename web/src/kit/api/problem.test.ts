import { expect, test } from 'vitest';
import { asProblem, Problem } from './problem';

test('a refusal is said by its code, and in the server’s words where that is new', () => {
  const limited = { code: 'limited', detail: 'too many requests: wait as Retry-After says' };
  expect(new Problem(429, limited).message).toBe('Too many requests. Wait a moment.');
  const unknown = { code: 'brand_new', detail: 'the moon is full' };
  expect(new Problem(409, unknown).message).toBe('the moon is full');
  expect(new Problem(502, {}).message).toBe('The server answered 502.');
});

test('what never came to the server is said, too', () => {
  expect(asProblem(new TypeError('Failed to fetch')).message).toMatch(/cannot be reached/);
  const slow = new DOMException('', 'TimeoutError');
  expect(asProblem(slow).message).toBe('The server took too long to answer.');
});

test('a fault of a field keeps its field, and has words of its own where none came', () => {
  const { errors } = new Problem(422, {
    errors: [{ field: 'name', message: 'no' }, { field: 'x' }],
  });
  expect(errors).toEqual([
    { field: 'name', message: 'no' },
    { field: 'x', message: 'is not valid' },
  ]);
});
