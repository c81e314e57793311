/** What whoever holds a link may do, in words. */
import type { LinkRole } from '../api/model';
import { t } from '../texts';

export const ROLES = [
  'participant',
  'table',
  'viewer',
  'overlay',
] as const satisfies readonly LinkRole[];

export type Offered = (typeof ROLES)[number];

export function roleText(role: string): string {
  return t.links.role[role] ?? role;
}
