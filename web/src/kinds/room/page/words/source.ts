/** What a pasted text is meant to be. The server looks again, and has the last word. */
import type { RoomSource } from '@downbeat/client';

export type Read = { source: RoomSource } | { fault: 'empty' | 'address' | 'insecure' };

const VIDEO = /^[\w-]{11}$/;
const YOUTUBE = /^(?:(?:www|m|music)\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
const PLACES = /^\/(?:embed|shorts|live|v)\/([\w-]{11})(?:\/|$)/;

export function readSource(pasted: string, origin: string): Read {
  const text = pasted.trim();
  if (text === '') return { fault: 'empty' };
  const url = addressOf(text);
  if (!url) return { fault: 'address' };
  const video = videoOf(url);
  if (video) return { source: { kind: 'youtube', video } };
  if (url.protocol !== 'https:' && url.origin !== origin) return { fault: 'insecure' };
  const kind = /\.m3u8$/i.test(url.pathname) ? 'hls' : 'file';
  return { source: { kind, url: url.href } };
}

/** Addresses one a line, or apart by spaces: as they are copied from elsewhere. */
export function readSources(pasted: string, origin: string): Read[] {
  return pasted
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => readSource(text, origin));
}

function addressOf(text: string): URL | null {
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && (url.hostname.includes('.') || url.hostname === 'localhost') ? url : null;
}

function videoOf({ hostname, pathname, searchParams }: URL): string | null {
  if (hostname === 'youtu.be') return idOf(pathname.slice(1).split('/')[0]);
  if (!YOUTUBE.test(hostname)) return null;
  return idOf(searchParams.get('v')) ?? idOf(pathname.match(PLACES)?.[1]);
}

function idOf(text: string | null | undefined): string | null {
  return text && VIDEO.test(text) ? text : null;
}

const YOUTUBE_HOST = 'www.youtube-nocookie.com';

/** Who sees the address of whoever plays it; null where nobody else does. */
export function hostOf(source: RoomSource): string | null {
  if (source.kind === 'youtube') return YOUTUBE_HOST;
  if (source.kind !== 'file' && source.kind !== 'hls') return null;
  return URL.canParse(source.url) ? new URL(source.url).host : null;
}
