import type { CommandsOf, Schemas } from '../document.ts';

export interface Meter {
  view: Schemas['MeterView'];
  commands: CommandsOf<Schemas['MeterCommand']>;
  rejections: 'no_round' | 'round_running';
}
