import { get, post } from '../../api/client';
import type { SubscriptionHealth } from './model';
import { pathOf } from './sessions';

/** Where signing in begins, and where a grant that was withdrawn is given anew. */
export const SIGN_IN = '/auth/twitch';

export const readSubscription = (session: string, signal?: AbortSignal) =>
  get<SubscriptionHealth>(pathOf(session, '/subscription'), {}, signal);

export const repairSubscription = (session: string) =>
  post<SubscriptionHealth>(pathOf(session, '/subscription/repair'), {});
