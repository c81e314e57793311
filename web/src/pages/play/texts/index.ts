import { inLanguage } from '../../../kit/language/language';
import { texts as de } from './de';
import { texts as en } from './en';

export const t = inLanguage({ en, de });
