import type { APIResponse, Page } from 'playwright-core';

/** Asks again while the server is busy, as it says of itself; a test's own time ends that. */
export async function asked(url: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, init);
    if (answer.status !== 503) return answer;
    const seconds = Number(answer.headers.get('retry-after') ?? '1');
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}

/** The same of what a browser asks beside its pages. */
export async function patiently(ask: () => Promise<APIResponse>): Promise<APIResponse> {
  for (;;) {
    const answer = await ask();
    if (answer.status() !== 503) return answer;
    const seconds = Number(answer.headers()['retry-after'] ?? '1');
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}

export type Told = { status: number; text: string };

/** What whoever is signed in on a page asks of the API, as patiently. */
export function askedBy(
  page: Page,
  method: string,
  path: string,
  body: object | string = {},
  headers: Record<string, string> = {},
): Promise<Told> {
  const said = typeof body === 'string' ? body : JSON.stringify(body);
  const text = method === 'GET' ? null : said;
  return page.evaluate(
    async ({ method, path, text, headers }) => {
      async function patiently(url: string, init?: RequestInit): Promise<Response> {
        for (;;) {
          const answer = await fetch(url, init);
          if (answer.status !== 503) return answer;
          const seconds = Number(answer.headers.get('retry-after') ?? '1');
          await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
        }
      }
      const { csrf } = await (await patiently('/api/v1/me')).json();
      const answer = await patiently(`/api/v1${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, ...headers },
        body: text,
      });
      return { status: answer.status, text: await answer.text() };
    },
    { method, path, text, headers },
  );
}
