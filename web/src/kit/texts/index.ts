import { texts } from '../language/texts';

/** What is said on the pages of every kind, and in the console. */
export const t = texts({ en: () => import('./en'), de: () => import('./de') });
