import type { Texts } from './en';

export const texts: Texts = {
  product: 'Produkt',
  title: 'Deine Uhren · Downbeat',
  headline: 'Deine Uhren',
  lead: 'Uhren, die du auf diesem Gerät geöffnet hast. Sie öffnen sich auch ohne Netz, wie sie zuletzt waren.',
  none: 'Noch keine Uhren. Öffne auf diesem Gerät den Link zu einem Timer, dann steht er hier.',
  label: 'Uhren auf diesem Gerät',
  remove: (title) => `${title} von diesem Gerät entfernen`,
  seen: (ago) => `Zuletzt gesehen ${ago}`,
};
