import { get } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Archive = Schemas['ArchiveView'];

export const listArchives = (signal?: AbortSignal) => get('/api/v1/admin/archives', {}, signal);
