import { t } from '../texts';
import type { Schemas } from './document';

export type FieldError = Schemas['FieldError'];

/** What went wrong (RFC 9457), in the reader's language where its code is known, else as the server says it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];
  readonly body: Record<string, unknown>;
  /** How long the server asks to be left alone. */
  readonly retry_ms: number | null;

  constructor(status: number, body: Record<string, unknown>, retry_ms: number | null = null) {
    const code = text(body.code) ?? 'unknown';
    const told = text(body.detail) ?? text(body.title);
    super(t.problems[code] ?? told ?? t.answered(status));
    this.status = status;
    this.code = code;
    this.errors = Array.isArray(body.errors) ? body.errors.flatMap(fieldError) : [];
    this.body = body;
    this.retry_ms = retry_ms;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
  return new Problem(0, { code: isSlow ? 'slow' : 'unreachable' });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldError(value: unknown): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, message } = value as Record<string, unknown>;
  return [{ field: text(field) ?? '', message: faultText(text(message) ?? t.wrong) }];
}

function faultText(message: string): string {
  const [pattern, words] = t.faults.find(([pattern]) => pattern.test(message)) ?? [];
  return pattern && words ? message.replace(pattern, words) : message;
}
