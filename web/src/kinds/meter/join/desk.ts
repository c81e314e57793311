/** What a moderator's link may do to a meter: ask, extend, stop and cancel rounds. */
import type { Connection } from '@downbeat/client';
import { make, write } from '../../../kit/element';
import type { MeterView } from '../paint/view';
import { formOf } from './form';
import { t } from './texts';

const LONGER_S = 30;

export class Desk {
  readonly element = make('section', 'desk');
  private readonly form = formOf((args) => this.ask('start_round', args));
  private readonly running = make('div', 'buttons');
  private readonly longer = this.button(t.longer(LONGER_S), () =>
    this.ask('extend_round', { s: LONGER_S, ...this.meant() }),
  );
  private readonly words = make('p', 'words');
  private round: string | undefined;

  constructor(private readonly meter: Connection<'meter'>) {
    const stop = this.button(t.stop, () => this.ask('stop_round', this.meant()));
    stop.classList.add('primary');
    const cancel = this.button(t.cancel, () => {
      const meant = this.meant();
      if (confirm(t.cancelSure)) void this.ask('cancel_round', meant);
    });
    this.running.append(stop, this.longer, cancel);
    this.words.role = 'alert';
    this.element.append(this.form, this.running, this.words);
  }

  show({ round }: MeterView): void {
    this.round = round?.id;
    this.form.hidden = round !== null;
    this.running.hidden = round === null;
    this.longer.hidden = round?.ends_ms === undefined;
  }

  /** The round that is shown: what is pressed is done to no other. */
  private meant(): { round?: string } {
    return this.round === undefined ? {} : { round: this.round };
  }

  private async ask(
    name: 'start_round' | 'stop_round' | 'extend_round' | 'cancel_round',
    args: Record<string, unknown>,
  ): Promise<boolean> {
    const answer = await this.meter.command(name, args as never);
    write(this.words, answer.ok ? '' : (t.refused[answer.code] ?? answer.message));
    return answer.ok;
  }

  private button(said: string, press: () => unknown): HTMLButtonElement {
    const button = make('button', '', said);
    button.type = 'button';
    button.addEventListener('click', () => press());
    return button;
  }
}
