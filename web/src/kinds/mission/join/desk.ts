/** What a moderator's link may do to a camp: open and close it, hide names, send parties away. */
import type { CampView, Connection } from '@downbeat/client';
import { make, write } from '../../../kit/element';
import { isolated } from '../../../kit/words/isolated';
import { knownOf, survivorIn } from './known';
import { t } from './texts';

type Deed = { said: string; verb: string; label: string; press: () => unknown };

export class Desk {
  readonly element = make('section', 'desk');
  private readonly door = button(t.close, () => this.turn());
  private readonly lobbies = make('ul');
  private readonly people = make('ul');
  private readonly hidden = make('ul');
  private readonly words = make('p', 'words');
  private seen = '';

  constructor(private readonly camp: Connection<'mission'>) {
    this.words.role = 'alert';
    this.element.append(
      this.door,
      make('h2', '', t.lobbies),
      this.lobbies,
      make('h2', '', t.names),
      this.people,
      this.form(),
      make('h2', '', t.hidden),
      this.hidden,
      this.words,
    );
  }

  show(view: CampView): void {
    write(this.door, view.open ? t.close : t.reopen);
    const { lobbies } = view;
    const hidden = view.hidden ?? [];
    const people = knownOf(view);
    const seen = JSON.stringify([lobbies, hidden, people]);
    if (seen === this.seen) return;
    this.seen = seen;
    fill(
      this.lobbies,
      lobbies.map(({ mission, host, seats, party_max }) => {
        const said = t.lobby(isolated(host?.name ?? '–'), seats, party_max);
        const press = () => confirm(t.resetSure) && this.ask('reset_lobby', { mission });
        return { said, verb: t.reset, label: `${t.reset}: ${said}`, press };
      }),
      t.noLobby,
    );
    fill(
      this.people,
      people.map(({ survivor, name }) => {
        const said = isolated(name);
        return {
          said,
          verb: t.hide,
          label: `${t.hide}: ${said}`,
          press: () => this.hide(survivor),
        };
      }),
      t.nobody,
    );
    fill(
      this.hidden,
      hidden.map(({ survivor }) => {
        const said = survivor.slice(0, 8);
        const press = () => this.ask('show_name', { survivor });
        return { said, verb: t.show, label: `${t.show}: ${said}`, press };
      }),
      t.noneHidden,
    );
  }

  private turn(): unknown {
    if (!this.camp.view?.open) return this.ask('open', {});
    return confirm(t.closeSure) && this.ask('close', {});
  }

  private hide(survivor: string): Promise<boolean> {
    return this.ask('hide_name', { survivor });
  }

  /** Whom no list here names: by the address of their page. */
  private form(): HTMLFormElement {
    const form = make('form');
    const label = make('label');
    const pasted = make('input');
    pasted.required = true;
    pasted.autocomplete = 'off';
    label.append(make('span', '', t.address), pasted);
    form.append(label, make('button', '', t.hide));
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const survivor = survivorIn(pasted.value);
      if (!survivor) write(this.words, t.noAddress);
      else if (await this.hide(survivor)) pasted.value = '';
    });
    return form;
  }

  private async ask(
    name: 'open' | 'close' | 'hide_name' | 'show_name' | 'reset_lobby',
    args: Record<string, unknown>,
  ): Promise<boolean> {
    const answer = await this.camp.command(name, args as never);
    write(this.words, answer.ok ? '' : (t.refused[answer.code] ?? answer.message));
    return answer.ok;
  }
}

function fill(list: HTMLUListElement, deeds: readonly Deed[], none: string): void {
  const rows = deeds.map(({ said, verb, label, press }) => {
    const row = make('li');
    const act = button(verb, press);
    act.ariaLabel = label;
    row.append(make('span', '', said), act);
    return row;
  });
  list.replaceChildren(...(rows.length > 0 ? rows : [make('li', 'none', none)]));
}

function button(said: string, press: () => unknown): HTMLButtonElement {
  const button = make('button', '', said);
  button.type = 'button';
  button.addEventListener('click', () => press());
  return button;
}
