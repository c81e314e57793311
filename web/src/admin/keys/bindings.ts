/** Every key of the console, in the order the list of keys shows them. */
import type { ViewName } from '../route/views';

export type Command =
  | 'down'
  | 'up'
  | 'select'
  | 'open'
  | 'close'
  | 'retry'
  | 'discard'
  | 'filter'
  | 'pause'
  | 'help';

export const COMMANDS: Readonly<Record<string, readonly [Command, string]>> = {
  j: ['down', 'Next row'],
  k: ['up', 'Row before'],
  Enter: ['open', 'Open the row'],
  Escape: ['close', 'Close, or clear the selection'],
  x: ['select', 'Select the row'],
  r: ['retry', 'Retry the row, or the selected'],
  d: ['discard', 'Discard the row, or the selected'],
  '/': ['filter', 'Go to the filter'],
  p: ['pause', 'Pause live updates, or go on'],
  '?': ['help', 'This list'],
};

/** After `g`. */
export const PLACES: Readonly<Record<string, ViewName>> = {
  o: 'overview',
  j: 'jobs',
  q: 'queues',
  w: 'workers',
  i: 'signals',
  c: 'schedules',
  b: 'bulk',
  s: 'sessions',
  d: 'shards',
  h: 'health',
  u: 'quarantine',
  a: 'audit',
};
