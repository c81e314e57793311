/** What the API answers to a streamer's pages of a camp. */
import type { Schemas } from '../../../../kit/api/document';
import type { SessionOf } from '../../../../kit/api/session';

export type { CampLine, CampLobby, CampView, Corner } from '@downbeat/client';

export type CampConfig = Schemas['MissionConfig'];
export type Session = SessionOf<'mission'>;
