/** Puts a text where the next paste takes it from. */
import { Problem } from '../api/problem';
import { t } from '../texts';
import { attempt } from '../toasts/toasts.svelte';
import { isLoopback } from '../words/loopback';

export async function copy(read: () => Promise<string>, said: string): Promise<void> {
  await attempt(
    async () => put(await read()),
    () => said,
  );
}

/** The same of an address that others shall open; one that they cannot reach is said. */
export async function copyAddress(read: () => Promise<string>, said: string): Promise<void> {
  await attempt(
    async () => {
      const address = await read();
      await put(address);
      return isLoopback(address) && !isLoopback(location.href);
    },
    (leadsNowhere) => (leadsNowhere ? t.copy.leadsNowhere : said),
  );
}

/** Browsers keep the clipboard to themselves on pages without TLS; the old way works there. */
async function put(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  if (!isDone) throw new Problem(0, { detail: t.copy.refused });
}
