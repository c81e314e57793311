import { command } from '../../../../kit/api/client';

export const open = (id: string) => command('mission', 'open', id, {});
export const close = (id: string) => command('mission', 'close', id, {});
export const testLine = (id: string) => command('mission', 'test_line', id, {});
export const closeSeason = (id: string) => command('mission', 'close_season', id, {});

export const resetLobby = (id: string, mission: string) =>
  command('mission', 'reset_lobby', id, { mission });

export const hideName = (id: string, survivor: string, reason: string | null) =>
  command('mission', 'hide_name', id, { survivor, ...(reason !== null && { reason }) });

export const showName = (id: string, survivor: string) =>
  command('mission', 'show_name', id, { survivor });
