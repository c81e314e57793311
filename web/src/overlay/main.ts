/**
 * The overlay: one bar on somebody's stream. It shows no error and no waiting:
 * until the first view there is nothing, and after a loss the last view stays.
 */
import { Watch } from '../client/socket';
import { Bar } from '../meter/bar';
import type { MeterView } from '../meter/view';
import { optionsOf, overridden } from './options';

/** What the style sheet has at scale 1. */
const FONT_PX = 20;

const root = document.getElementById('bar');
if (root) {
  const options = optionsOf(location.search);
  root.style.fontSize = `${FONT_PX * options.scale}px`;
  const token = location.pathname.split('/').at(-1) ?? '';
  const url = new URL(`/ws/overlay/${token}`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const watch = new Watch<MeterView>(url.href, (view) => bar.show(overridden(view, options)));
  const bar = new Bar(root, () => watch.serverMs());
}
