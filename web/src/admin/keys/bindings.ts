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

export const COMMANDS: Readonly<Record<string, Command>> = {
  j: 'down',
  k: 'up',
  Enter: 'open',
  Escape: 'close',
  x: 'select',
  r: 'retry',
  d: 'discard',
  '/': 'filter',
  p: 'pause',
  '?': 'help',
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
  e: 'cases',
  m: 'archives',
  a: 'audit',
};
