import type { Problem } from '../../../kit/api/problem';
import { t } from './texts';

/** Why something was not done, in the words of a camp where it has some. */
export function refusal({ code, message, errors }: Problem): string {
  return t.refused[code] ?? errors[0]?.message ?? message;
}
