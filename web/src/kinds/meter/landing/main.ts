/** The landing page: a bar that moves, and a chat that moves it. */
import { localMs } from '@downbeat/client';
import { offerLanguages } from '../../../kit/chrome/languages';
import { offerThemes } from '../../../kit/chrome/theme';
import { insist } from '../../../kit/insist';
import { ready } from '../../../kit/language/texts';
import { t } from '../../../pages/landing/texts';
import { write } from '../../../pages/written';
import { knownName } from '../../../people/known';
import { Bar } from '../paint/bar';
import { part } from '../paint/part';
import type { MeterView } from '../paint/view';
import { type ChatMessage, crowd } from './crowd';
import { voted } from './vote';

const LINES_KEPT = 16;
const LINES_AT_FIRST = 7;
const LINE_EVERY_MS = [250, 900] as const;

let view: MeterView = {
  model: 'decay',
  value: 0,
  at_ms: localMs(),
  decay_per_s: 0.5,
  tally_seq: 0,
  labels: { for: '', against: '' },
  theme: 'dark',
  display: 'combined',
  numbers: 'none',
  round: null,
  result: null,
};
let isPaused = false;
const bar = new Bar(part(document, '#bar'), localMs);
const chat = part(document, '#chat');
const others = crowd(() => ({ words: t.words, noise: t.noise }));

function hear({ name, text, side }: ChatMessage): void {
  const line = document.createElement('li');
  line.dataset.side = String(side);
  const who = document.createElement('b');
  who.dir = 'auto';
  who.textContent = name;
  const said = document.createElement('bdi');
  said.textContent = text;
  line.append(who, ' ', said);
  chat.append(line);
  while (chat.children.length > LINES_KEPT) chat.firstElementChild?.remove();
  if (side !== 0) view = voted(view, side, localMs());
  bar.show(view);
}

function hearOthers(): void {
  const next = others.next().value;
  if (next) hear(next);
}

function goOn(): void {
  if (!isPaused && !document.hidden) hearOthers();
  const [least, most] = LINE_EVERY_MS;
  setTimeout(goOn, least + Math.random() * (most - least));
}

function pause(): void {
  isPaused = !isPaused;
  part(document, '#pause').ariaPressed = String(isPaused);
}

/** Whoever is signed in here is not asked to do so. */
function greet(): void {
  const name = knownName();
  if (name === null) return;
  const me = part<HTMLAnchorElement>(document, '#me');
  me.textContent = name;
  me.href = '/dashboard/account';
  const begin = part<HTMLAnchorElement>(document, '#begin');
  begin.textContent = t.open;
  begin.href = '/dashboard';
}

function begin(): void {
  write(t);
  greet();
  view = { ...view, labels: t.labels };
  part(document, '#yes').onclick = () => hear({ name: t.you, text: t.words.for, side: 1 });
  part(document, '#no').onclick = () => hear({ name: t.you, text: t.words.against, side: -1 });
  part(document, '#pause').onclick = pause;
  for (let line = 0; line < LINES_AT_FIRST; line += 1) hearOthers();
  goOn();
}

offerLanguages(part(document, '#language'));
offerThemes(part(document, '#theme'));
void insist(ready).then(begin);
