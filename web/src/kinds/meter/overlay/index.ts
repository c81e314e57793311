/** A meter on somebody's stream: what a streamer asks, and what chat says. */
import './overlay.css';
import type { Overlay } from '../../kind';
import { Painter } from '../paint/painter';
import { onDraft } from './draft';
import { optionsOf, overridden } from './options';

export const overlay: Overlay<'meter'> = (root, meter, asked) => {
  const painter = new Painter(root, () => meter.serverNow());
  let options = optionsOf(asked);
  const show = () => meter.view && painter.show(overridden(meter.view, options));
  meter.onView(show);
  onDraft((draft) => {
    options = draft;
    show();
  });
};
