import type { Texts } from './en';

export const texts: Texts = {
  light: 'Helle Farben',
  dark: 'Dunkle Farben',
  other: { language: 'en', name: 'English' },
};
