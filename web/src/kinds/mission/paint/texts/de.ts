import type { Texts } from './en';

export const texts: Texts = {
  out: (count) => `${count} unterwegs`,
  outcome: { success: 'Erfolg', setback: 'Rückschlag', hurt: 'Verletzt', lost: 'Verloren' },
};
