import { texts } from '../../../../kit/language/texts';
import type { Texts } from './en';

export const t = texts<Texts>({ en: () => import('./en'), de: () => import('./de') });
