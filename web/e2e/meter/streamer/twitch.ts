/** The simulated Twitch: its page that asks for consent, and a channel's chat. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { sql } from '../../database';
import { ready } from '../../stage';

/** A login that nobody has had: a first sign-in makes everything anew. */
export function newLogin(): string {
  return `e2e_${randomUUID().slice(0, 8)}`;
}

/** Says yes at Twitch, as somebody. */
export async function consent(page: Page, login: string): Promise<void> {
  await page.getByLabel('Another name').fill(login);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** Where whoever says yes on this page would be sent back to, each time with a code of its own. */
export async function comesBackTo(page: Page, login: string): Promise<string> {
  const asked = new URL(page.url());
  const given = ['redirect_uri', 'state'].map((name) => [name, asked.searchParams.get(name) ?? '']);
  const body = new URLSearchParams([...given, ['login', login]]);
  const answer = await fetch(new URL('/oauth2/authorize', asked), {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  return answer.headers.get('location') ?? '';
}

/** Says no at Twitch. */
export async function refuse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
}

/** The id of a channel, once its streamer has been here. */
export function channelOf(login: string): string {
  return sql(`SELECT provider_user_id FROM identities WHERE login = '${login}'`);
}

/**
 * Somebody new says something; Twitch passes it on where the channel is listened to, which
 * may take a moment after the subscription was made.
 */
export async function chat(channel: string, text: string): Promise<void> {
  await vi.waitFor(async () => {
    const answer = await fetch(`${ready.twitch_url}/say`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text, broadcaster_id: channel, chatter_id: randomUUID() }),
    });
    expect(answer.status).toBe(204);
  }, 20_000);
}

export async function chatSays(channel: string, ...texts: string[]): Promise<void> {
  await Promise.all(texts.map((text) => chat(channel, text)));
}
