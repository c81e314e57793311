import { inLanguage } from '../../language/language';
import { texts as de } from './de';
import { texts as en } from './en';

/** The switches that every page with a bar has: a few words, on the lightest pages too. */
export const t = inLanguage({ en, de });
