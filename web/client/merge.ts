export type Patch = { readonly [member: string]: unknown };

/**
 * A view with a change applied: a JSON merge patch (RFC 7396). A member that the
 * patch ends is taken out, but for the view's own: a view always has the same
 * members, and the patch has no other way to say that one is null now.
 */
export function changed<View extends object>(view: View, change: Patch): View {
  return merged(view, change, true) as View;
}

function merged(target: unknown, patch: Patch, keeps = false): Record<string, unknown> {
  const next: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [member, value] of Object.entries(patch)) {
    if (isObject(value)) next[member] = merged(next[member], value);
    else if (value !== null || (keeps && member in next)) next[member] = value;
    else delete next[member];
  }
  return next;
}

function isObject(value: unknown): value is Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
