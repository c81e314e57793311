import type { Schemas } from './document';

export type FieldError = Schemas['FieldError'];

/** What went wrong, as the server says it (RFC 9457) or as close to that as is known. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];
  readonly body: Record<string, unknown>;
  /** How long the server asks to be left alone. */
  readonly retry_ms: number | null;

  constructor(status: number, body: Record<string, unknown>, retry_ms: number | null = null) {
    super(text(body.detail) ?? text(body.title) ?? `The server answered ${status}.`);
    this.status = status;
    this.code = text(body.code) ?? 'unknown';
    this.errors = Array.isArray(body.errors) ? body.errors.flatMap(fieldError) : [];
    this.body = body;
    this.retry_ms = retry_ms;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
  return new Problem(0, {
    code: isSlow ? 'slow' : 'unreachable',
    detail: isSlow
      ? 'The server took too long to answer.'
      : 'The server cannot be reached. Is it running, and is your network up?',
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldError(value: unknown): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, message } = value as Record<string, unknown>;
  return [{ field: text(field) ?? '', message: text(message) ?? 'is not right' }];
}
