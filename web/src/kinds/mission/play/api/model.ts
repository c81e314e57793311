/** What the API answers to whoever is in a camp's audience. */
import type { CampView, MissionView } from '@downbeat/client';
import type { Schemas } from '../../../../kit/api/document';
import type { Pack } from '../../story';

export type { CampLine, CampLobby, CampView, MissionLine, MissionView } from '@downbeat/client';

export type Bent = Survivor['bent'];

/** What only its person may know is null to others. */
export type Survivor = Schemas['Survivor'];

/** A mission that one's survivor sits in or is out on. */
export type MyMission = Schemas['MyMission'];

/** What would be taken now. */
export type Can = Me['can'];

export type Me = Schemas['CampShown']['me'];

export type Mission = { id: string; view: MissionView; me: MyMission | null };

/** A camp, what one is there, and the mission that one is on, or was on last. */
export type CampSeen = { camp: string; view: CampView; me: Me; mission: Mission | null };

/** What a chance and a danger were made of: in 1/10,000, but for percents. */
export type Factors = Schemas['Factors'];
/** As much as a line that is stored and one that is computed have both. */
export type ReplayLine = Omit<Schemas['ComputedLine'], 'factors'>;
export type Replay = Schemas['Replay'];

/** With the pack that it is told from. */
export type Retold = { replay: Replay; pack: Pack };

export type Place = Schemas['ScorePlace'];
export type Scores = Schemas['Scores'];
export type Stone = Schemas['MemorialStone'];
export type Since = Schemas['Since'];
export type Outing = Schemas['Outing'];
export type Page<Item> = { items: Item[]; next: string | null };
