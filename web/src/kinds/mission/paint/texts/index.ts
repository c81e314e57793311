import { inLanguage } from '../../../../kit/language/language';
import { texts as de } from './de';
import { texts as en } from './en';

/** The few words that are on a stream, too. */
export const t = inLanguage({ en, de });
