/** The views of the rooms' pages, and where each is. */
import { t } from '../texts';

/** `/room/…` with one word is a room; `me` is too short for a word that stands for one. */
export const VIEWS = [
  { name: 'rooms', path: '/room' },
  { name: 'friends', path: '/room/me/friends' },
  { name: 'history', path: '/room/me/history' },
] as const;

export type View = (typeof VIEWS)[number]['name'];

export function viewOf(path: string): View | null {
  return VIEWS.find((view) => view.path === path.replace(/\/+$/, ''))?.name ?? null;
}

export function titleOf(view: View | null): string {
  return view === null ? t.notFound : t.views[view];
}
