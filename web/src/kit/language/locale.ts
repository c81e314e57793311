import { language } from './language';

/** How numbers and dates are written in the page's language. */
export const LOCALE = { en: 'en-GB', de: 'de-DE' }[language];
