import type { CommandsOf, Schemas } from '../document.ts';

export interface Meter {
  view: Schemas['MeterView'];
  commands: CommandsOf<'meter'>;
  rejections: 'no_round' | 'round_running';
}
