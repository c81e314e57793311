/** The camp of the demo, and what its streamer asks of it by the API. */

import { ask } from '../links';
import { ready } from '../stage';

export type Demo = {
  mission_session_id: string;
  mission_overlay_url: string;
  ext_pages: Record<'overlay' | 'panel' | 'mobile' | 'config', string>;
  survivor_url: string;
  replay_url: string;
};

/** What the demo tells of missions. */
export const demo = ready as typeof ready & Demo;

export const CAMP = `${ready.api}/camps/${ready.broadcaster_id}`;

export const command = (name: string, args: object = {}) =>
  ask('POST', `/sessions/${demo.mission_session_id}/commands/${name}`, args);
