/**
 * A camp on somebody's stream: in one corner how many are out, and the newest lines
 * of their stories for as long as they are news. While the camp is closed, or where
 * nobody is out and nothing was told, there is nothing.
 */
import './overlay.css';
import type { Overlay } from '../../kind';
import { placeOf } from './place';
import { Ticker } from './ticker';

export const overlay: Overlay<'mission'> = (root, camp, asked) => {
  const ticker = new Ticker(root, () => camp.serverNow());
  root.dataset.theme = asked.get('theme') === 'light' ? 'light' : 'dark';
  camp.onView((view) => ticker.show(view, placeOf(asked, view.place)));
};
