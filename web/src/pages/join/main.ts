/**
 * What a link opens: for whoever plays, steers or looks on, by the role of the
 * link and the kind of the session.
 */

import { connect } from '@downbeat/client';
import { joinOf } from '../../kinds/joins';
import type { Stage } from '../../kinds/kind';
import { load } from '../../kit/load';
import { keepPages } from '../../kit/offline';
import { forget, keep, lastOf } from './kept';
import { codeOf, type Link, linkOf } from './link';
import { EXPIRED, showOver, UNREADABLE } from './over';
import { Strip } from './strip';

/** Any session's page is the same. */
const CLOCKS = {
  as: 'clocks',
  pages: ['/join/clock', '/clocks'],
  scopes: ['/join/', '/clocks'],
  more: ['/clocks.webmanifest'],
};

/** What was kept is shown when nobody has answered by then. */
const ANSWER_MAX_MS = 1_500;

const root = document.getElementById('stage');
if (root) {
  const link = linkOf(location.pathname, location.hash);
  const code = codeOf(location.pathname, location.hash);
  if (link) open(root, link);
  else if (code !== null) void openLobby(root, code);
  else showOver(root, UNREADABLE);
}

/** Its script comes for those who have a code alone. */
async function openLobby(root: HTMLElement, code: string): Promise<void> {
  const { showLobby } = await load(() => import('./lobby/lobby'));
  showLobby(root, code);
}

/** One socket, whose first view says which kind's stage is wanted. */
function open(root: HTMLElement, link: Link): void {
  const session = connect({ base: location.href, session: link.session, link: link.token });
  const last = lastOf(link);
  const strip = new Strip();
  const recall = () => {
    if (!last || session.view || session.connection.is === 'over') return;
    strip.isRemembered = true;
    session.recall(last);
  };
  setTimeout(recall, ANSWER_MAX_MS);
  let stage: Stage | null = null;

  const end = (code: number) => stage?.end(code) || showOver(root, code);
  const ignore = session.onView(async () => {
    ignore();
    if (!session.kind) return;
    const join = await joinOf(session.kind);
    const keeps = (title: string) => keep(link, session, title);
    stage = join({ root, session, strip, keeps });
    void keepPages(CLOCKS);
    if (session.connection.is === 'over') end(session.connection.code);
  });
  session.onConnection((connection) => {
    strip.connection(connection);
    if (connection.is === 'lost') recall();
    if (connection.is === 'over' && connection.code === EXPIRED) forget(link);
    // A stage that is on its way shows first how the session ended.
    if (connection.is === 'over' && (stage || !session.kind)) end(connection.code);
  });
}

// A link that was pasted over another differs in its fragment alone: nothing reloads by itself.
addEventListener('hashchange', () => location.reload());
