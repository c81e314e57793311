/** A meter on somebody's stream: what a streamer asks, and what chat says. */
import './overlay.css';
import type { Overlay } from '../../kind';
import { Painter } from '../paint/painter';
import { optionsOf, overridden } from './options';

export const overlay: Overlay<'meter'> = (root, meter, asked) => {
  const painter = new Painter(root, () => meter.serverNow());
  const options = optionsOf(asked);
  meter.onView((view) => painter.show(overridden(view, options)));
};
