/**
 * A timer on somebody's stream: the clocks of two, or of whoever has the turn
 * and who is next. Nothing else is ever shown; after a loss clocks go on from the
 * server's time, and once the link opens nothing any more they stand.
 */

import { watch } from '@downbeat/client';
import { optionsOf } from '../../../pages/overlay/options';
import { socketUrl } from '../../../pages/overlay/socket-path';
import { Plates } from './plates';
import sheet from './timer.css?url';

const root = document.getElementById('overlay');
if (root) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  document.head.append(link);
  const timer = watch({ url: socketUrl(location), kind: 'timer' });
  const plates = new Plates(root, () => timer.serverNow());
  root.dataset.theme = optionsOf(location.search).theme ?? 'dark';
  link.addEventListener('load', () => timer.onView((view) => plates.show(view)));
  timer.onLine((line) => line.is === 'over' && plates.stand());
}
