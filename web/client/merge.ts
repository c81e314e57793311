export type Change = { readonly [member: string]: unknown };

/** A view with a change put over it: the members that changed come whole. */
export function changed<View extends object>(view: View, change: Change): View {
  return { ...view, ...change };
}
