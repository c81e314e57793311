/** A camp by its link: what is told, and for moderators what they may do. */
import './join.css';
import { make } from '../../../kit/element';
import type { Join } from '../../kind';
import { Desk } from './desk';
import { t } from './texts';
import { Told } from './told';

export const join: Join<'mission'> = ({ root, session, strip }) => {
  const main = make('main', 'camp');
  const told = new Told();
  const mayAct = session.role === 'owner' || session.role === 'moderator';
  const desk = mayAct ? new Desk(session) : null;
  main.append(make('h1', '', t.title), told.element);
  if (desk) main.append(desk.element);
  root.replaceChildren(main);
  document.title = t.title;
  strip.stale = t.stale;
  session.onView((view) => {
    told.show(view);
    desk?.show(view);
  });
  return { end: () => false };
};
