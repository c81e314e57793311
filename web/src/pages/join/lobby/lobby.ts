/** A lobby: somebody with its code picks a seat, and is led to the link that is theirs. */

import type { Schemas } from '../../../kit/api/document';
import { asProblem } from '../../../kit/api/problem';
import { make, write } from '../../../kit/element';
import { look, take } from './ask';
import { keepSeat, keptSeat } from './kept';
import { t } from './texts';
import './lobby.css';

const EVERY_MS = 3_000;

export function showLobby(root: HTMLElement, code: string): void {
  if (code === '') showForm(root, '');
  else new Lobby(root, code);
}

/** Where a code is typed; `why` the one that was typed opens nothing. */
function showForm(root: HTMLElement, why: string): void {
  const main = make('main', 'over lobby');
  const form = make('form');
  const label = make('label', '', t.code);
  const field = make('input');
  field.autocomplete = 'off';
  field.autocapitalize = 'characters';
  field.spellcheck = false;
  field.maxLength = 20;
  field.required = true;
  label.append(field);
  form.append(label, make('button', 'primary', t.join));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const code = field.value.replace(/[^0-9a-z]/gi, '').toUpperCase();
    if (code !== '') location.assign(`/join/${code}`);
  });
  const said = make('p', 'said', why);
  said.setAttribute('role', 'status');
  main.append(make('h1', '', t.enter), make('p', '', t.enterText), form, said);
  root.replaceChildren(main);
  document.title = t.enter;
  field.focus();
}

class Lobby {
  private readonly main = make('main', 'over lobby');
  private readonly title = make('h1');
  private readonly seats = make('ul');
  private readonly any = make('button', 'primary', t.any);
  private readonly said = make('p', 'said');
  private isTaking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly code: string,
  ) {
    this.title.dir = 'auto';
    this.said.setAttribute('role', 'status');
    this.any.addEventListener('click', () => void this.take(null));
    const kept = keptSeat(code);
    const back = make('a', 'back', t.back);
    if (kept) back.href = kept;
    this.main.append(this.title, make('p', '', t.pick), this.seats, this.any, this.said);
    if (kept) this.main.append(back);
    void this.read();
  }

  private async read(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.show(await look(this.code));
      this.timer = setTimeout(() => void this.read(), EVERY_MS);
    } catch (error) {
      const { status } = asProblem(error);
      if (status === 404 || status === 400) showForm(this.root, t.unknown);
      else {
        this.say(status === 429 ? t.limited : t.unread);
        this.timer = setTimeout(() => void this.read(), 2 * EVERY_MS);
        this.open();
      }
    }
  }

  private show({ title, seats }: Schemas['JoinView']): void {
    write(this.title, title ?? t.untitled);
    document.title = title ?? t.untitled;
    const hasFree = seats.some((seat) => seat.is_free);
    this.any.disabled = !hasFree || this.isTaking;
    if (!hasFree) this.say(t.full);
    this.seats.replaceChildren(...seats.map((seat) => this.seat(seat)));
    this.open();
  }

  private open(): void {
    if (!this.main.isConnected) this.root.replaceChildren(this.main);
  }

  private seat({ id, name, is_free }: Schemas['JoinSeat']): HTMLElement {
    const line = make('li');
    const button = make('button');
    const who = make('bdi', '', name);
    button.append(who);
    if (!is_free) button.append(make('small', '', t.taken));
    button.disabled = !is_free || this.isTaking;
    button.addEventListener('click', () => void this.take(id));
    line.append(button);
    return line;
  }

  private async take(participant: string | null): Promise<void> {
    if (this.isTaking) return;
    this.isTaking = true;
    try {
      const { session, token } = await take(this.code, participant);
      const place = `/join/${session}#${token}`;
      keepSeat(this.code, place);
      location.assign(place);
    } catch (error) {
      const { code, status } = asProblem(error);
      const said = code === 'taken' ? t.takenNow : code === 'full' ? t.full : t.unread;
      this.say(status === 429 ? t.limited : said);
      this.isTaking = false;
      await this.read();
    }
  }

  private say(words: string): void {
    write(this.said, words);
  }
}
