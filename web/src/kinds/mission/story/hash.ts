import { seedBytes } from './draw';
import type { Pack } from './pack';
import { linesOf, type Story } from './story';

async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const ofText = (text: string) => sha256(new TextEncoder().encode(text));

/** What was public of a seed from departure on. */
export const seal = (seed: string) => sha256(seedBytes(seed));

/** Of a story's lines. */
export const digest = (story: Story) => ofText(linesOf(story).join('\n'));

/** By what a pack is known: of its RFC 8785 form. */
export const packHash = (pack: Pack) => ofText(canonical(pack));

/** A pack has integers and texts only, which JavaScript writes as the RFC has them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join()}}`;
}
