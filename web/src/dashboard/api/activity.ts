import { get } from '../../api/client';
import type { Activity } from './model';
import { pathOf } from './sessions';

export const readActivity = (session: string, signal?: AbortSignal) =>
  get<Activity>(pathOf(session, '/activity'), {}, signal);
