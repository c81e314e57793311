/** What whoever holds a link may do, in words. */
import type { LinkRole } from '../api/model';

export type Offered = Extract<LinkRole, 'participant' | 'table' | 'viewer' | 'overlay'>;

export const ROLES: readonly { value: Offered; said: string; help: string }[] = [
  { value: 'participant', said: 'Player', help: 'Sees all clocks, and passes their own turn.' },
  {
    value: 'table',
    said: 'Table',
    help: 'One device in the middle: a tap passes the turn, whoever has it.',
  },
  { value: 'viewer', said: 'Viewer', help: 'Only looks: for a projector, or for the audience.' },
  { value: 'overlay', said: 'OBS', help: 'A browser source for a stream, with nothing behind it.' },
];

export function roleText(role: string): string {
  return ROLES.find(({ value }) => value === role)?.said ?? role;
}
