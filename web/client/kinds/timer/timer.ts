import type { CommandsOf, Schemas } from '../document.ts';

export interface Timer {
  view: TimerView;
  commands: CommandsOf<Schemas['TimerCommand']>;
  rejections:
    | 'ended'
    | 'expired_participant'
    | 'late'
    | 'not_your_turn'
    | 'nothing_to_undo'
    | 'too_many'
    | 'unknown_participant'
    | 'wrong_status';
}

export type TimerView = Schemas['TimerView'];
export type TimerParticipant = Schemas['TimerSeen'];
