/**
 * The overlay: what a streamer asks, and what chat says, on somebody's stream.
 * It shows no error and no waiting: until the first view there is nothing, and
 * after a loss the last view stays.
 */
import { watch } from '@downbeat/client';
import { optionsOf, overridden } from './options';
import { Show } from './show';
import { socketPath } from './socket-path';

/** What the style sheet has at scale 1. */
const FONT_PX = 20;

const root = document.getElementById('overlay');
if (root) {
  const options = optionsOf(location.search);
  root.style.fontSize = `${FONT_PX * options.scale}px`;
  const url = new URL(socketPath(location.pathname), location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const meter = watch({ url: url.href, kind: 'meter' });
  const show = new Show(root, () => meter.serverNow());
  meter.onView((view) => show.show(overridden(view, options)));
}
