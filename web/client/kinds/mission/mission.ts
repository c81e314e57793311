import type { CommandsOf, Schemas } from '../document.ts';

/** A camp, where a channel's expeditions leave from. */
export interface Mission {
  view: CampView;
  commands: CommandsOf<Schemas['MissionCommand']>;
  rejections: 'ended' | 'wrong_status';
}

/** One of them: a session that nobody makes by itself. */
export interface Expedition {
  view: MissionView;
  commands: CommandsOf<Schemas['ExpeditionCommand']>;
  rejections: 'ended' | 'not_member' | 'wrong_status';
}

export type CampView = Schemas['MissionView'];
export type CampLine = Schemas['MissionLine'];
export type CampLobby = Schemas['MissionLobby'];
export type Corner = Schemas['MissionCorner'];
export type Outcome = Schemas['MissionOutcome'];
export type Person = Schemas['MissionPerson'];

export type MissionView = Omit<Schemas['ExpeditionView'], 'status' | 'party'> & {
  status: MissionStatus;
  party: MissionMember[];
};
export type MissionStatus = Schemas['MyMission']['status'];
export type MissionMember = Omit<Schemas['ExpeditionSeen'], 'state'> & {
  state: 'active' | 'injured' | 'lost';
};
export type MissionLine = Schemas['ExpeditionLine'];
