/** A meter by its link: what its overlay shows, as wide as the page. */
import './join.css';
import { make } from '../../../kit/element';
import type { Join } from '../../kind';
import { Painter } from '../paint/painter';

export const join: Join<'meter'> = ({ root, session, strip }) => {
  const main = make('main', 'meter');
  main.append(make('h1', 'unseen', 'What chat says'));
  root.replaceChildren(main);
  document.title = 'What chat says';
  strip.stale = 'What is shown may be old.';
  const painter = new Painter(main, () => session.serverNow());
  session.onView((view) => painter.show(view));
  return { end: () => false };
};
