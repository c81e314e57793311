import { inLanguage } from '../../language/language';
import { texts as de } from './de';
import { texts as en } from './en';

/** What is said of texts that are not saved yet. */
export const t = inLanguage({ en, de });
