/**
 * The overlay: a session on somebody's stream. It shows no error and no waiting:
 * until the first view there is nothing, and after a loss the last view stays.
 * What is painted, and how, the session's kind brings.
 */
import { watch } from '@downbeat/client';
import { overlayOf } from '../../kinds/overlays';
import { showPattern } from './pattern';
import { placeOf } from './place';
import { scaleOf } from './scale';
import { socketUrl } from './socket-path';

/** What the style sheet has at scale 1. */
const FONT_PX = 20;

const root = document.getElementById('overlay');
if (root) {
  const asked = new URLSearchParams(location.search);
  root.style.fontSize = `${FONT_PX * scaleOf(asked)}px`;
  const place = placeOf(asked);
  if (place) root.dataset.place = place;
  if (asked.has('test')) showPattern();
  const session = watch({ url: socketUrl(location) });
  const ignore = session.onView(async () => {
    ignore();
    if (session.kind) (await overlayOf(session.kind))(root, session, asked);
  });
}
