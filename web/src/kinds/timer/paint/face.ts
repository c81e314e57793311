import { make, mark, write } from '../../../kit/element';
import type { Reading } from './reading';

/** The figures of one clock. Only what changed is written. */
export class Face {
  readonly element = make('div', 'face');
  private readonly main = make('span', 'main');
  private readonly tenths = make('span', 'tenths');

  constructor(name: string) {
    this.element.setAttribute('role', 'timer');
    this.name(name);
    this.element.append(this.main, this.tenths);
  }

  name(name: string): void {
    if (this.element.ariaLabel !== name) this.element.ariaLabel = name;
  }

  show({ main, tenths, level }: Reading): void {
    write(this.main, main);
    write(this.tenths, tenths);
    mark(this.element, 'length', String(main.length));
    mark(this.element, 'level', level);
  }
}
