/** A meter by its link: what its overlay shows, and for moderators what they may do. */
import './join.css';
import { make } from '../../../kit/element';
import type { Join } from '../../kind';
import { Painter } from '../paint/painter';
import { Desk } from './desk';
import { t } from './texts';

export const join: Join<'meter'> = ({ root, session, strip }) => {
  const main = make('main', 'meter');
  const scene = make('div', 'scene');
  main.append(make('h1', 'unseen', t.title), scene);
  root.replaceChildren(main);
  document.title = t.title;
  strip.stale = t.stale;
  const painter = new Painter(scene, () => session.serverNow());
  const mayAsk = session.role === 'owner' || session.role === 'moderator';
  const desk = mayAsk ? new Desk(session) : null;
  if (desk) main.append(desk.element);
  session.onView((view) => {
    painter.show(view);
    desk?.show(view);
  });
  return { end: () => false };
};
