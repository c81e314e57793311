/**
 * A timer on somebody's stream: the clocks of two, or of whoever has the turn
 * and who is next; of more, where the address wants that. Nothing else is ever shown; after a loss clocks go on from the
 * server's time, and once the link opens nothing any more they stand.
 */
import './overlay.css';
import type { Overlay } from '../../kind';
import { countOf } from './count';
import { Plates } from './plates';

export const overlay: Overlay<'timer'> = (root, timer, asked) => {
  const plates = new Plates(root, () => timer.serverNow(), countOf(asked));
  root.dataset.theme = asked.get('theme') === 'light' ? 'light' : 'dark';
  timer.onView((view) => {
    plates.show(view);
    timer.askOften(view.status === 'running');
  });
  timer.onConnection((connection) => connection.is === 'over' && plates.stand());
};
