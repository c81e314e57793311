/** Requests of a program that may do all, and links that it makes. */
import { expect } from 'vitest';
import { asked } from './asked';
import { ready } from './stage';

type Role = 'owner' | 'moderator' | 'participant' | 'table' | 'viewer' | 'overlay';

export type Link = { id: string; token: string; url: string };

export async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await asked(`${ready.api}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${ready.api_token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer.json();
}

export function makeLink(session: string, role: Role, participant?: string): Promise<Link> {
  return ask('POST', `/sessions/${session}/links`, { role, ...(participant && { participant }) });
}
