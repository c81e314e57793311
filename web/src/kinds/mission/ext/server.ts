/** Where our server is: all that the Configuration Service keeps. */
import type { TwitchExt } from './twitch';

const VERSION = '1';

/** What the streamer set, else what the extension's owner did for everybody. */
export function serverOf({ broadcaster, global }: TwitchExt['configuration']): string | null {
  return read(broadcaster?.content) ?? read(global?.content);
}

export function keepServer(configuration: TwitchExt['configuration'], server: string): void {
  configuration.set('broadcaster', VERSION, JSON.stringify({ ebs: server }));
}

function read(content: string | undefined): string | null {
  if (!content) return null;
  try {
    const known: unknown = JSON.parse(content);
    const ebs = typeof known === 'object' && known !== null ? (known as { ebs?: unknown }).ebs : '';
    return addressOf(typeof ebs === 'string' ? ebs : '');
  } catch {
    return addressOf(content);
  }
}

const OWN = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address as it is kept, `https://downbeat.example`; null where a browser would not go. */
export function addressOf(typed: string): string | null {
  try {
    const { protocol, hostname, origin } = new URL(typed.trim());
    return protocol === 'https:' || (protocol === 'http:' && OWN.has(hostname)) ? origin : null;
  } catch {
    return null;
  }
}
