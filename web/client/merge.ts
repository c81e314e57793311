export type Change = { readonly [member: string]: unknown };
/** By member, then by key of a map or by `id` of a list's items; null for what is gone. */
export type Entries = { readonly [member: string]: { readonly [key: string]: unknown } };

/**
 * A view with a change put over it: the members that changed come whole, then entries of
 * others are put into what is there.
 */
export function changed<View extends object>(
  view: View,
  change: Change,
  entries: Entries = {},
): View {
  const next = { ...view, ...change };
  const merged = Object.entries(entries).map(([member, its]) => {
    const whole = (next as Change)[member];
    return [member, Array.isArray(whole) ? ofList(whole, its) : ofMap(Object(whole), its)];
  });
  return { ...next, ...Object.fromEntries(merged) };
}

/** A known item keeps its place, a new one goes to the end. */
function ofList(list: readonly { id?: unknown }[], its: Entries[string]): unknown[] {
  const left = new Map<unknown, unknown>(Object.entries(its));
  const kept = list.map((item) => {
    const is = left.has(item?.id) ? left.get(item?.id) : item;
    left.delete(item?.id);
    return is;
  });
  return [...kept, ...left.values()].filter((item) => item !== null);
}

function ofMap(map: object, its: Entries[string]): object {
  const next = new Map<string, unknown>(Object.entries(map));
  for (const [key, is] of Object.entries(its)) {
    if (is === null) next.delete(key);
    else next.set(key, is);
  }
  return Object.fromEntries(next);
}
