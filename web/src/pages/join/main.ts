/**
 * What a link opens: for whoever plays, steers or looks on, by the role of the
 * link and the kind of the session.
 */
import { connect } from '@downbeat/client';
import { joinOf } from '../../kinds/joins';
import type { Stage } from '../../kinds/kind';
import { type Link, linkOf } from './link';
import { showOver, UNREADABLE } from './over';
import { Strip } from './strip';

const root = document.getElementById('stage');
if (root) {
  const link = linkOf(location.pathname, location.hash);
  if (link) open(root, link);
  else showOver(root, UNREADABLE);
}

/** One socket, whose first view says which kind's stage is wanted. */
function open(root: HTMLElement, { session: id, token }: Link): void {
  const session = connect({ base: location.href, session: id, link: token });
  const strip = new Strip();
  let stage: Stage | null = null;

  const end = (code: number) => stage?.end(code) || showOver(root, code);
  const ignore = session.onView(async () => {
    ignore();
    if (!session.kind) return;
    const join = await joinOf(session.kind);
    stage = join({ root, session, strip });
    if (session.connection.is === 'over') end(session.connection.code);
  });
  session.onConnection((connection) => {
    strip.connection(connection);
    // A stage that is on its way shows first how the session ended.
    if (connection.is === 'over' && (stage || !session.kind)) end(connection.code);
  });
}

// A link that was pasted over another differs in its fragment alone: nothing reloads by itself.
addEventListener('hashchange', () => location.reload());
