/** The clocks that were opened on this device: what is installed begins here. */
import { offerLanguages } from '../../kit/chrome/languages';
import { offerThemes } from '../../kit/chrome/theme';
import { make } from '../../kit/element';
import { LOCALE } from '../../kit/language/locale';
import { forget, type Kept, kept } from '../join/kept';
import { write } from '../written';
import { t } from './texts';

const WHEN = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

const list = document.getElementById('clocks');

for (const button of document.querySelectorAll<HTMLElement>('#language')) offerLanguages(button);
for (const button of document.querySelectorAll<HTMLElement>('#theme')) offerThemes(button);
write(t);
show();

function show(): void {
  const all = kept();
  document.documentElement.dataset.clocks = all.length > 0 ? 'some' : 'none';
  list?.replaceChildren(...all.map(row));
}

function row(one: Kept): HTMLElement {
  const link = make('a', 'clock', one.title);
  link.dir = 'auto';
  link.href = `/join/${one.session}#${one.token}`;
  const gone = make('button', 'quiet', '×');
  gone.type = 'button';
  gone.ariaLabel = t.remove(one.title);
  gone.addEventListener('click', () => {
    forget(one);
    show();
    (list?.querySelector('a') ?? document.querySelector<HTMLElement>('h1'))?.focus();
  });
  const item = make('li');
  item.append(link, make('small', '', t.seen(WHEN.format(one.heard_ms))), gone);
  return item;
}
