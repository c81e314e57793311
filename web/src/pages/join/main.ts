/**
 * What a link opens: for whoever plays, steers or looks on, by the role of the
 * link and the kind of the session.
 */
import { OTHER_KIND } from '@downbeat/client';
import { TimerStage } from '../../kinds/timer/join/timer-stage';
import { linkOf } from './link';
import { showOver, UNREADABLE } from './over';

const stage = document.getElementById('stage');
if (stage) {
  const link = linkOf(location.pathname, location.hash);
  if (link) new TimerStage(stage, link, (code) => over(stage, code));
  else showOver(stage, UNREADABLE);

  async function over(stage: HTMLElement, code: number): Promise<void> {
    if (code !== OTHER_KIND || !link) return showOver(stage, code);
    const { showMeter } = await import('../../kinds/meter/join/meter-stage');
    showMeter(stage, link, (code) => showOver(stage, code));
  }
}
// A link that was pasted over another differs in its fragment alone: nothing reloads by itself.
addEventListener('hashchange', () => location.reload());
