import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../kit/element';
import { isolated } from '../../../kit/words/isolated';
import { Face } from '../paint/face';
import { gainedMs, gainWords } from '../paint/gained';
import { isOpenEnd } from '../paint/open-end';
import { isEnded, readingOf } from '../paint/reading';
import { isWinner } from '../paint/result';
import { applySide } from '../paint/side';
import { t as paint } from '../paint/texts';
import { t } from './texts';

/** Long enough to be read, short enough not to be in the way. */
const GAIN_SHOWN_MS = 1_800;

/** One participant, large: name, figures, and a word where one is due. */
export class Panel {
  readonly element = make('section', 'panel');
  private readonly name = make('h2');
  private readonly more = make('p', 'more');
  private readonly face = new Face('');
  private readonly word = make('p', 'word');
  private readonly gain = make('p', 'gain');
  private before: TimerView | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.name.dir = 'auto';
    const head = make('header');
    head.append(this.name, this.more);
    this.element.append(head, this.face.element, this.word, this.gain);
  }

  /** What changes with a view. */
  show(view: TimerView, one: TimerParticipant, place: number): void {
    write(this.name, one.name);
    write(this.more, moreOf(one));
    this.face.name(t.clockOf(isolated(one.name)));
    applySide(this.element, one.color, place);
    mark(this.element, 'won', isEnded(view) && isWinner(view, one.id, one.group));
    if (this.element.dataset.id === one.id) this.tellGain(view, one.id);
    mark(this.element, 'id', one.id);
    this.before = view;
  }

  /** What changes with time. Says what the panel is about beyond its figures, `words` first. */
  tick(view: TimerView, one: TimerParticipant, serverMs: number, words = ''): void {
    const reading = readingOf(view, one, serverMs);
    this.face.show(reading);
    mark(this.element, 'on', reading.isOn && view.status === 'running');
    mark(this.element, 'turn', reading.isOn);
    mark(this.element, 'level', reading.level);
    const word = isOpenEnd(view, one, serverMs) ? paint.openEnd : paint.level[reading.level];
    write(this.word, words || word);
  }

  private tellGain(view: TimerView, id: string): void {
    if (!this.before) return;
    const words = gainWords(gainedMs(this.before, view, id));
    if (!words || isEnded(view)) return;
    write(this.gain, words);
    mark(this.gain, 'fresh', true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => mark(this.gain, 'fresh', false), GAIN_SHOWN_MS);
  }
}

function moreOf({ moves, group }: TimerParticipant): string {
  const counted = moves > 0 ? t.turns(moves) : '';
  const inGroup = isolated(group ?? '');
  return [inGroup, counted].filter(Boolean).join(' · ');
}
