/** Sends a file as it is, and says how much of it has gone: `fetch` tells nothing of that. */
import { signed } from './client';
import type { Schemas } from './document';
import { Problem } from './problem';

/** A slow line has its time, and none is waited for without an end. */
const SENT_MS_MAX = 120_000;

export type Sent = Schemas['SentMedium'];

/** `onprogress` is told a share of 0 to 1. */
export function upload(
  file: Blob,
  onprogress: (share: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return signed((token) => send(file, token, onprogress, signal));
}

function send(
  file: Blob,
  token: string,
  onprogress: (share: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/media');
    request.timeout = SENT_MS_MAX;
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', token);
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Sent);
      else reject(problemOf(request));
    };
    request.onerror = () => reject(new Problem(0, { code: 'unreachable' }));
    request.ontimeout = () => reject(new Problem(0, { code: 'slow' }));
    request.onabort = () => reject(new DOMException('nobody waits for it', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  const body: unknown = request.response;
  const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const wait_s = Number(request.getResponseHeader('Retry-After') ?? Number.NaN);
  return new Problem(request.status, known, Number.isFinite(wait_s) ? wait_s * 1_000 : null);
}
