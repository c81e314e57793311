/**
 * The overlay: what a streamer asks, and what chat says, on somebody's stream.
 * It shows no error and no waiting: until the first view there is nothing, and
 * after a loss the last view stays. A session of another kind brings its own.
 */
import { OTHER_KIND, watch } from '@downbeat/client';
import { Show } from '../../kinds/meter/paint/show';
import { optionsOf, overridden } from './options';
import { socketUrl } from './socket-path';

/** What the style sheet has at scale 1. */
const FONT_PX = 20;

const root = document.getElementById('overlay');
if (root) {
  const options = optionsOf(location.search);
  root.style.fontSize = `${FONT_PX * options.scale}px`;
  const meter = watch({ url: socketUrl(location), kind: 'meter' });
  const show = new Show(root, () => meter.serverNow());
  meter.onView((view) => show.show(overridden(view, options)));
  meter.onLine((line) => {
    if (line.is !== 'over' || line.code !== OTHER_KIND) return;
    const script = { type: 'module', src: root.dataset.later };
    document.head.append(Object.assign(document.createElement('script'), script));
  });
}
