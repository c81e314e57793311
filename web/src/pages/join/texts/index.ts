import { inLanguage } from '../../../kit/language/language';
import { texts as de } from './de';
import { texts as en } from './en';

/** What a page says that lost its server, and so could not ask it for words. */
export const t = inLanguage({ en, de });
