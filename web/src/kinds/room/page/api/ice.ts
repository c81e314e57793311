import { readAsSeat } from './ask';

/** Where two browsers find the way to each other, for an hour. */
export const readIce = (session: string, token: string) =>
  readAsSeat<{ servers: RTCIceServer[]; ttl_s: number; relay_only: boolean }>(
    `/sessions/${session}/ice`,
    token,
  );
