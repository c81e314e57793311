import type { Circle } from './circle/circle.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Meter } from './meter/meter.ts';
import type { Expedition, Mission } from './mission/mission.ts';
import type { Room } from './room/room.ts';
import type { Timer } from './timer/timer.ts';

export type {
  CircleNews,
  CirclePerson,
  CircleRejection,
  CircleSayings,
  CircleToldMessage,
  CircleTyping,
  CircleView,
} from './circle/circle.ts';
export { connectCircle } from './circle/live.ts';
export type { InboxView } from './inbox/inbox.ts';
export { watchInbox } from './inbox/live.ts';
export type {
  CampLine,
  CampLobby,
  CampView,
  Corner,
  MissionLine,
  MissionMember,
  MissionStatus,
  MissionView,
  Outcome,
  Person,
} from './mission/mission.ts';
export type { RoomCommands, RoomGiven, RoomPlace } from './room/commands.ts';
export { isSeated, type RoomNotice, type RoomRejection } from './room/room.ts';
export type {
  RoomCandidate,
  RoomLine,
  RoomReport,
  RoomSaid,
  RoomSayings,
  RoomSignal,
} from './room/sayings.ts';
export type {
  RoomBallot,
  RoomCheck,
  RoomEntry,
  RoomItem,
  RoomOutside,
  RoomPlayback,
  RoomPlayer,
  RoomRight,
  RoomRole,
  RoomSeat,
  RoomSettings,
  RoomSkip,
  RoomSource,
  RoomSourceKind,
  RoomStatus,
  RoomTrack,
  RoomView,
  RoomVoice,
  RoomWhy,
} from './room/view.ts';
export { remaining, used } from './timer/remaining.ts';
export { type Table, type TableOptions, type TapAnswer, table } from './timer/table.ts';
export type { TapCode } from './timer/tap.ts';
export type { TimerParticipant, TimerView } from './timer/timer.ts';
export { isLastRound } from './timer/turn.ts';

/**
 * What a session can be, and what the compiler knows of each: its view, the
 * arguments of its commands by their names, and why it may reject one.
 */
export interface Kinds {
  circle: Circle;
  expedition: Expedition;
  inbox: Inbox;
  meter: Meter;
  mission: Mission;
  room: Room;
  timer: Timer;
}

export type Kind = keyof Kinds;
/**
 * Kinds of which people make sessions; one of another kind is a part of such a session, or
 * stands beside a circle or an account.
 */
export type MadeKind = Exclude<Kind, 'circle' | 'expedition' | 'inbox'>;
export type ViewOf<K extends Kind> = Kinds[K]['view'];
export type CommandOf<K extends Kind> = keyof Kinds[K]['commands'] & string;
export type ArgsOf<K extends Kind, Name extends CommandOf<K>> = Kinds[K]['commands'][Name] & object;

/** What is said without changing the state, of kinds that have such. */
type Sayings<K extends Kind> = Kinds[K] extends { sayings: infer All } ? All : Record<never, never>;
export type SayingOf<K extends Kind> = keyof Sayings<K> & string;
export type SaidArgsOf<K extends Kind, Name extends SayingOf<K>> = Sayings<K>[Name] & object;

/** What others said: `n` of what is numbered, `seat` of what one person said. */
export type SaidOf<K extends Kind> = Kinds[K] extends { said: infer All }
  ? {
      [Name in keyof All]: {
        name: Name;
        body: All[Name];
        at_ms: number;
        seat?: string | null;
        n?: number;
      };
    }[keyof All]
  : never;

export type NoticeOf<K extends Kind> = Kinds[K] extends { notices: infer Code } ? Code : never;
