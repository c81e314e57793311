import { post } from '../../../kit/api/client';
import { asProblem } from '../../../kit/api/problem';
import type { Survivor } from '../play/api/model';
import { survivor } from '../play/api/survivors';

/**
 * Joins whoever shares their identity with their account. Where both have a survivor
 * that lives, it answers with these, of which one is to be kept.
 */
export async function linkAccount(keep?: string): Promise<Survivor[]> {
  try {
    await post('/api/v1/ext/link', { body: keep === undefined ? {} : { keep } });
    return [];
  } catch (error) {
    const { code, errors } = asProblem(error);
    if (code !== 'two_survivors') throw error;
    const both = errors.filter(({ field }) => field === 'keep');
    return Promise.all(both.map(({ message }) => survivor(message)));
  }
}
