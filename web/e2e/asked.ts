import type { APIResponse, Page } from 'playwright-core';

/** Asks again while the server is busy, for as long as it says; a test's own time ends that. */
async function again<Answer>(
  ask: () => Promise<Answer>,
  of: (answer: Answer) => { status: number; retry: string | null | undefined },
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    const { status, retry } = of(answer);
    if (status !== 503) return answer;
    await new Promise((resolve) => setTimeout(resolve, Number(retry ?? '1') * 1_000));
  }
}

export function asked(url: string, init: RequestInit = {}): Promise<Response> {
  return again(
    () => fetch(url, init),
    ({ status, headers }) => ({ status, retry: headers.get('retry-after') }),
  );
}

/** The same of what a browser asks beside its pages. */
export function patiently(ask: () => Promise<APIResponse>): Promise<APIResponse> {
  return again(ask, (answer) => ({
    status: answer.status(),
    retry: answer.headers()['retry-after'],
  }));
}

export type Told = { status: number; text: string };

/** What whoever is signed in on a page asks of the API, as patiently. */
export async function askedBy(
  page: Page,
  method: string,
  path: string,
  body: object | string = {},
  headers: Record<string, string> = {},
): Promise<Told> {
  const said = typeof body === 'string' ? body : JSON.stringify(body);
  const { csrf } = JSON.parse((await by(page, '/me', { method: 'GET' })).text);
  return by(page, path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, ...headers },
    body: method === 'GET' ? null : said,
  });
}

type Init = { method: string; headers?: Record<string, string>; body?: string | null };

function by(page: Page, path: string, init: Init): Promise<Told> {
  const once = () =>
    page.evaluate(
      async ({ path, init }) => {
        const answer = await fetch(`/api/v1${path}`, init);
        const { status, headers } = answer;
        return { status, text: await answer.text(), retry: headers.get('retry-after') };
      },
      { path, init },
    );
  return again(once, (told) => told);
}
