/** How a room is set, by whoever may set it. */
import { readAsSeat, sendAsSeat } from './ask';

export type RoomConfig = {
  title: string;
  about?: string;
  visibility: 'public' | 'unlisted';
  entry: 'open' | 'accounts' | 'friends' | 'password' | 'knock';
  guests: boolean;
  seats_max: number;
  control: 'everyone' | 'owner' | 'selected';
  order: 'list' | 'vote' | 'fair';
  at_end: 'stop' | 'next' | 'loop' | 'repeat';
  wait: { on: boolean; limit_s: number };
  chat: {
    on: boolean;
    slow_s: number;
    links: 'all' | 'members' | 'none';
    words?: string[];
    days: number;
  };
  reactions: { on: boolean; set: string[] };
  voice: { on: boolean; camera: boolean; relay_only?: boolean };
  skips: 'off' | 'ask' | 'auto';
  show_item: boolean;
  keep: boolean;
  idle_close_min: number | null;
};

export type Set = { config: RoomConfig; config_version: number };

export const readConfig = (session: string, token: string) =>
  readAsSeat<Set>(`/sessions/${session}`, token);

/** Only what is changed is sent, and only over the version that was read. */
export function saveConfig(
  session: string,
  token: string,
  config: Partial<RoomConfig>,
  version: number,
): Promise<Set> {
  const headers = { 'If-Match': `"${version}"` };
  return sendAsSeat<Set>('PATCH', `/sessions/${session}`, token, { config }, headers);
}

export const savePassword = (code: string, token: string, password: string) =>
  sendAsSeat<void>('PUT', `/rooms/${encodeURIComponent(code)}/password`, token, { password });
