import type { Options } from './options';

/** What the dashboard tells its preview of settings that are not saved yet. */
export type DraftMessage = { type: 'draft'; options: Options };

/** Hears the page that frames it, if that is one of ours; an overlay on a stream has none. */
export function onDraft(take: (options: Options) => void): void {
  if (parent === window) return;
  addEventListener('message', ({ origin, source, data }: MessageEvent<DraftMessage>) => {
    const isOurs = origin === location.origin && source === parent;
    if (isOurs && data?.type === 'draft') take(data.options);
  });
}
