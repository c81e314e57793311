import { plainJson } from '../../kit/words/isolated';
import { firstChars } from '../../kit/words/letters';
import type { Job } from '../api/jobs';

/** The moment that matters in a job's state: when it is due, began, or ended. */
export function momentOf(job: Job): number {
  switch (job.state) {
    case 'scheduled':
    case 'queued':
    case 'retrying':
      return job.run_at_ms;
    case 'running':
      return job.started_ms ?? job.run_at_ms;
    case 'done':
    case 'dead':
    case 'discarded':
      return job.ended_ms ?? job.created_ms;
  }
}

/** Arguments on one line, cut where a row ends anyway. */
const EXCERPT_MAX = 160;

export function excerptOf(payload: Record<string, unknown>): string {
  const parts = Object.entries(payload).map(([name, value]) => {
    return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return firstChars(plainJson(parts.join(' ')), EXCERPT_MAX);
}
