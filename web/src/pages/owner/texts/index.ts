import { inLanguage } from '../../../kit/language/language';
import { texts as de } from './de';
import { texts as en } from './en';

/** What is said before any other text is there. */
export const t = inLanguage({ en, de });
