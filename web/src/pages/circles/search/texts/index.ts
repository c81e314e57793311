import { texts } from '../../../../kit/language/texts';

export const t = texts({ en: () => import('./en'), de: () => import('./de') });
