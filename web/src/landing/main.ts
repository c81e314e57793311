/** The landing page: a bar that moves, and a chat that moves it. */
import { localMs } from '../client/clock';
import { Bar } from '../meter/bar';
import type { MeterView } from '../meter/view';
import { crowd, type Said } from './crowd';
import { voted } from './vote';

const LINES_KEPT = 5;
const LINE_EVERY_MS = [250, 900] as const;

function part<Part extends HTMLElement>(id: string): Part {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Part;
}

const page = document.documentElement;
const isDark = () =>
  page.dataset.theme
    ? page.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;

let view: MeterView = {
  model: 'decay',
  value: 0,
  at_ms: localMs(),
  decay_per_s: 0.5,
  tally_seq: 0,
  labels: { for: 'Yes', against: 'No' },
  theme: isDark() ? 'dark' : 'light',
  display: 'combined',
};
const bar = new Bar(part('bar'), localMs);
const chat = part('chat');
const others = crowd();

function hear({ name, text, side }: Said): void {
  const line = document.createElement('li');
  const who = document.createElement('b');
  who.textContent = name;
  line.append(who, ` ${text}`);
  chat.append(line);
  while (chat.children.length > LINES_KEPT) chat.firstElementChild?.remove();
  if (side === 0) return;
  view = voted(view, side, localMs());
  bar.show(view);
}

function goOn(): void {
  const next = others.next().value;
  if (next && !document.hidden) hear(next);
  const [least, most] = LINE_EVERY_MS;
  setTimeout(goOn, least + Math.random() * (most - least));
}

function setTheme(theme: 'dark' | 'light'): void {
  page.dataset.theme = theme;
  showTheme();
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // A browser that keeps nothing shows its own preference next time.
  }
}

function showTheme(): void {
  part('theme').textContent = isDark() ? 'Light' : 'Dark';
  view = { ...view, theme: isDark() ? 'dark' : 'light' };
  bar.show(view);
}

function keptTheme(): string | null {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
}

const kept = keptTheme();
if (kept === 'dark' || kept === 'light') page.dataset.theme = kept;
part('yes').onclick = () => hear({ name: 'you', text: 'yes', side: 1 });
part('no').onclick = () => hear({ name: 'you', text: 'no', side: -1 });
part('theme').onclick = () => setTheme(isDark() ? 'light' : 'dark');
showTheme();
goOn();
