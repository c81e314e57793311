/** A meter by its link: what its overlay shows, as wide as the page. */
import './meter-stage.css';
import { socketUrl, watch } from '@downbeat/client';
import { make } from '../../../kit/element';
import type { Link } from '../../../pages/join/link';
import { Strip } from '../../../pages/join/strip';
import { Show } from '../paint/show';

export function showMeter(
  stage: HTMLElement,
  { session, token }: Link,
  over: (code: number) => void,
): void {
  const main = make('main', 'meter');
  main.append(make('h1', 'unseen', 'What chat says'), roundPart(), barPart());
  stage.replaceChildren(main);
  document.title = 'What chat says';
  const url = socketUrl({ base: location.href, session, link: token });
  const meter = watch({ url, kind: 'meter' });
  const strip = new Strip('What is shown may be old.');
  const show = new Show(main, () => meter.serverNow());
  meter.onView((view) => show.show(view));
  meter.onLine((line) => {
    strip.line(line);
    if (line.is === 'over') over(line.code);
  });
}

function roundPart(): HTMLElement {
  const round = make('section', 'round');
  round.id = 'round';
  round.hidden = true;
  const asked = make('div', 'asked');
  const question = make('p');
  question.dir = 'auto';
  asked.append(question);
  const time = make('i', 'time');
  time.hidden = true;
  round.append(asked, make('ol', 'choices'), time);
  return round;
}

function barPart(): HTMLElement {
  const bar = make('div', 'bar');
  bar.id = 'bar';
  bar.hidden = true;
  const scale = make('div');
  scale.setAttribute('role', 'meter');
  scale.ariaValueMin = '-100';
  scale.ariaValueMax = '100';
  scale.ariaValueNow = '0';
  scale.append(make('canvas'));
  bar.append(labelPart('against'), scale, labelPart('for'));
  return bar;
}

function labelPart(side: 'for' | 'against'): HTMLElement {
  const label = make('div', 'label');
  label.dataset.side = side;
  label.append(make('span'));
  return label;
}
