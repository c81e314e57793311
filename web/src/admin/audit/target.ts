import type { Entry } from '../api/audit';

/** Where the thing that was acted on can be seen, if anywhere. */
export function addressOfTarget({ target_kind, target_id }: Entry): string | null {
  switch (target_kind) {
    case 'job':
      return `/admin/jobs/${target_id}`;
    case 'session':
      return `/admin/sessions/${target_id}`;
    case 'queue':
      return `/admin/jobs?queue=${encodeURIComponent(target_id)}`;
    case 'worker':
      return `/admin/jobs?worker=${encodeURIComponent(target_id)}`;
    case 'bulk':
      return '/admin/bulk';
    default:
      return null;
  }
}
