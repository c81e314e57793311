import { get } from '../../../../kit/api/client';
import type { Pack } from '../../story';

/** The pack that survivors grow by: knacks are the same in all of its versions. */
const NEWEST = { id: 'long_ebb', version: 1 } as const;

export const packOf = async (id: string, version: number, signal?: AbortSignal): Promise<Pack> =>
  (await get('/api/v1/packs/{id}/{version}', { path: { id, version } }, signal)) as Pack;

export const newestPack = (signal?: AbortSignal) => packOf(NEWEST.id, NEWEST.version, signal);
